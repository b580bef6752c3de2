import { describe, expect, test } from 'vitest';
import { expectedScore } from '../score/expected-score.ts';
import { scorerContract } from '../testing/scorer-contract.ts';
import { createVllmScorer } from './create-vllm-scorer.ts';

const baseURL = 'http://127.0.0.1:9/v1';
type Answer = (body: { messages: { content: string }[] }) => Response;

/** A chat server whose answer to each request body a test chooses. */
const servedBy = (answer: Answer) =>
  createVllmScorer({
    baseURL,
    model: 'lb-reranker',
    mode: 'chat',
    fetch: async (_, init) => {
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as object) : {};
      if (!('messages' in body)) return Response.json({}, { status: 404 });
      init?.signal?.throwIfAborted();
      return answer(body as Parameters<Answer>[0]);
    },
  });

const completionOf = (logprobs: Record<string, number>) =>
  Response.json({
    choices: [
      {
        index: 0,
        logprobs: {
          content: [
            {
              top_logprobs: Object.entries(logprobs).map(([token, logprob]) => ({
                token,
                logprob,
              })),
            },
          ],
        },
      },
    ],
  });

const score = (answer: Answer) =>
  servedBy(answer).score({ query: 'apples', passages: ['secret document', 'b'] });

describe('createVllmScorer in the mode chat', () => {
  scorerContract(() =>
    servedBy(({ messages }) =>
      completionOf(
        messages[1]!.content.includes('Malus')
          ? { 7: Math.log(0.7), 6: Math.log(0.3) }
          : { 1: Math.log(0.9), 2: Math.log(0.05), '\n': Math.log(0.05) },
      ),
    ),
  );

  test('asks as the model card does', async () => {
    const bodies: unknown[] = [];
    await score((body) => {
      bodies.push(body);
      return completionOf({ 4: 0 });
    });
    expect(bodies[0]).toMatchObject({
      model: 'lb-reranker',
      max_tokens: 1,
      temperature: 0,
      logprobs: true,
      top_logprobs: 14,
      messages: [{ role: 'system' }, { role: 'user' }],
    });
  });

  test('counts a level outside the top logprobs as 0', async () => {
    const [probabilities] = await score(() => completionOf({ 7: Math.log(0.6), 6: Math.log(0.3) }));
    expect(probabilities?.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(expectedScore(probabilities!)).toBeCloseTo((7 * 0.6 + 6 * 0.3) / 0.9, 12);
  });

  test.each([
    ['no level among the logprobs', () => completionOf({ Yes: -0.1 }), 'backend_output'],
    ['another model', () => completionOf({ 1: -3, The: -0.1 }), 'backend_output'],
    ['no choices', () => Response.json({ choices: [] }), 'backend_output'],
    ['NaN logprobs', () => completionOf({ 1: Number.NaN }), 'backend_output'],
    ['a positive logprob', () => completionOf({ 1: 2 }), 'backend_output'],
    ['HTTP 404', () => Response.json({}, { status: 404 }), 'backend_response'],
    [
      'HTML',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      'backend_response',
    ],
    [
      'truncated JSON',
      () => new Response('{"choices": [', { headers: { 'content-type': 'application/json' } }),
      'backend_response',
    ],
    [
      'a prompt that is longer than the context',
      () =>
        Response.json(
          { error: { message: "This model's maximum context length is 2048 tokens.", code: 400 } },
          { status: 400 },
        ),
      'context_length',
    ],
  ])('ends in a typed error on %s, without the text of a document', async (_, answer, code) => {
    const error: unknown = await score(answer).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain('secret document');
  });

  test('asks again for probabilities that the server lost, and never takes what is left of them', async () => {
    const lost = () => completionOf({ 2: Math.log(0.6), '!': -9999 });
    const whole = () => completionOf({ 2: Math.log(0.6), 1: Math.log(0.4) });
    let asked = 0;
    const [probabilities] = await score(() => ((asked += 1) <= 2 ? lost() : whole()));
    expect(probabilities?.slice(0, 2)).toEqual([expect.closeTo(0.4), expect.closeTo(0.6)]);
    await expect(score(lost)).rejects.toMatchObject({
      code: 'backend_response',
      message: expect.stringContaining('loses probabilities'),
    });
  });

  test('names the address that cannot be reached', async () => {
    const scorer = createVllmScorer({ baseURL, requestTimeoutMs: 500 });
    const scoring = scorer.score({ query: 'apples', passages: ['a'] });
    await expect(scoring).rejects.toMatchObject({ code: 'backend_connection', url: baseURL });
  });

  test('refuses an address that is none', () => {
    expect(() => createVllmScorer({ baseURL: 'localhost:8000' })).toThrow(/baseURL/);
  });

  test('refuses a password in the address, which errors would show, without showing it', () => {
    const create = () => createVllmScorer({ baseURL: 'http://user:hunter2@127.0.0.1:9/v1' });
    expect(create).toThrow(/^(?!.*hunter2).*baseURL must not hold a user or a password/);
  });
});

test.each([{ requestTimeoutMs: Number.NaN }, { minMass: Number.NaN }, { maxPairsPerRequest: 0 }])(
  'refuses %o, which is out of its range',
  (wrong) => {
    const create = () => createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1', ...wrong });
    expect(create).toThrow(expect.objectContaining({ argument: Object.keys(wrong)[0] }));
  },
);

test('refuses an option that it does not know, such as one that was renamed', () => {
  const options = { baseURL: 'http://127.0.0.1:8000/v1', timeoutMs: 100 };
  expect(() => createVllmScorer(options)).toThrow('requestTimeoutMs');
});
