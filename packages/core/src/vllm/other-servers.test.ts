import { describe, expect, test, vi } from 'vitest';
import { createReranker } from '../reranker/create-reranker.ts';
import { sendJson, serveFaults } from '../testing/serve-faults.ts';
import { soundAnswer } from '../testing/sound-answer.ts';
import { createVllmScorer } from './create-vllm-scorer.ts';

const request = { query: 'q', passages: ['a', 'b'] };

/** The answers of servers that cap `top_logprobs`; shapes as their sources have them, not run here. */
const CAPS = [
  ['vLLM', 'Requested sample logprobs of 14, which is greater than max allowed: 5'],
  [
    'OpenAI',
    "Invalid 'top_logprobs': integer above maximum value. Expected a value <= 5, but got 14.",
  ],
  ['others', 'top_logprobs must be between 0 and 5'],
] as const;

describe('a server that allows fewer logprobs', () => {
  test.each(CAPS)('is asked for too many once, in the words of %s', async (_, message) => {
    const asked: unknown[] = [];
    await using server = await serveFaults((exchange) => {
      const { top_logprobs: top } = exchange.body as { top_logprobs?: number };
      asked.push(top);
      if (top === 5) sendJson(exchange.response, soundAnswer(exchange));
      else sendJson(exchange.response, { error: { message, code: 400 } }, 400);
    });
    const scorer = createVllmScorer({
      baseURL: server.baseURL,
      mode: 'chat',
      maxRequestsInFlight: 1,
    });
    expect(await scorer.score(request)).toHaveLength(2);
    // First it is seen that the server does not tell the levels' own log probabilities.
    expect(asked).toEqual([0, 14, 5, 5]);
  });
});

describe('a server that has the chat API alone, as SGLang and LMDeploy', () => {
  const refused = { error: { message: 'Not Found', code: 404 } };

  /** Its `/tokenize`, where it has one, is llama.cpp's, which reads another field. */
  const serveChat = (tokenize: { body: unknown; status: number }) =>
    serveFaults((exchange) => {
      if (exchange.path === '/v1/chat/completions') {
        sendJson(exchange.response, soundAnswer(exchange));
      } else sendJson(exchange.response, refused, 404);
    }, tokenize);

  test.each([
    ['no tokenizer', { body: refused, status: 404 }],
    ["llama.cpp's tokenizer", { body: { tokens: [] }, status: 200 }],
  ])('is scored by, and long passages are cut, with %s', async (_, tokenize) => {
    const lengths: number[] = [];
    await using server = await serveChat(tokenize);
    const scorer = createVllmScorer({ baseURL: server.baseURL });
    const counting: typeof scorer = Object.create(scorer, {
      scorePairs: {
        value: (asked: Parameters<typeof scorer.scorePairs>[0]) => {
          lengths.push(...asked.pairs.map(({ passage }) => passage.length));
          return scorer.scorePairs(asked);
        },
      },
    });
    const reranker = createReranker({ scorer: counting, cache: false });
    const candidates = ['short', 'word '.repeat(10_000)].map((passage, document) => ({
      document,
      passage,
    }));
    // The tokenizer takes longer to load than this, and is not waited for: bytes tell enough until it is there.
    const ranking = await reranker.rerank({ query: 'q', candidates, deadlineMs: 1000 });
    expect(ranking).toMatchObject({ outcome: 'reranked' });
    expect(scorer.mode).toBe('chat');
    expect(Math.min(...lengths)).toBe(5);
    expect(Math.max(...lengths)).toBeGreaterThan(1000);
    const longest = async () => {
      lengths.length = 0;
      await reranker.rerank({ query: 'q', candidates });
      return Math.max(...lengths);
    };
    // Tokens of five characters each, about as many as the context of 2,048 has room for.
    await vi.waitFor(async () => expect(await longest()).toBeGreaterThan(8000), 20_000);
    expect(await longest()).toBeLessThan(2048 * 5);
  });
});

describe('a server that comes back', () => {
  test('as one of another kind is asked anew which way is open', async () => {
    let kind = 'classify';
    await using server = await serveFaults((exchange) => {
      if (exchange.path.endsWith(kind)) sendJson(exchange.response, soundAnswer(exchange));
      else sendJson(exchange.response, { error: { message: 'Not Found', code: 404 } }, 404);
    });
    const scorer = createVllmScorer({ baseURL: server.baseURL });
    await scorer.score(request);
    expect(scorer.mode).toBe('classify');

    kind = 'completions';
    await expect(scorer.score(request)).rejects.toMatchObject({ status: 404 });
    expect(await scorer.score(request)).toHaveLength(2);
    expect(scorer.mode).toBe('completions');
  });
});
