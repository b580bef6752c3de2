import { describe, expect, test } from 'vitest';
import { createVllmScorer } from '../vllm/create-vllm-scorer.ts';
import { createReranker } from './create-reranker.ts';

const ANSWER = {
  choices: [{ logprobs: { content: [{ top_logprobs: [{ token: '7', logprob: 0 }] }] } }],
};

/** A chat server that says which model it has, and can go away. */
function serverOf(name: string) {
  const server = { isAway: false };
  const scorer = createVllmScorer({
    baseURL: `http://${name}.test/v1`,
    mode: 'chat',
    fetch: async (input) => {
      if (server.isAway) throw new TypeError('fetch failed');
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (pathname === '/v1/models') {
        return Response.json({
          data: [{ id: 'served', root: '/models/one', max_model_len: 2048 }],
        });
      }
      const isAsked = pathname === '/v1/chat/completions';
      return isAsked ? Response.json(ANSWER) : Response.json({}, { status: 404 });
    },
  });
  return { server, scorer };
}

const aboutQuery = (query: string) => ({ query, candidates: [{ document: 1, passage: 'a text' }] });
const queries = Array.from({ length: 20 }, (_, n) => `query ${n}`);
const resilience = { retries: 0, breakMs: 1 };

describe('createReranker, while a server is away,', () => {
  test.each([0, 1])('reranks by the other, whichever it is (%i)', async (lost) => {
    const servers = [serverOf('a'), serverOf('b')];
    const reranker = createReranker({
      scorer: servers.map(({ scorer }) => scorer),
      resilience,
      balancing: { ejectMs: 1 },
    });
    for (const query of queries) await reranker.rerank(aboutQuery(query));
    servers[lost]!.server.isAway = true;
    for (const query of queries) {
      const { outcome, modelId } = await reranker.rerank(aboutQuery(`another ${query}`));
      expect([outcome, modelId]).toEqual(['reranked', 'served']);
    }
  });

  test('reranks by the other from the beginning on', async () => {
    const servers = [serverOf('a'), serverOf('b')];
    servers[0]!.server.isAway = true;
    const scorer = servers.map((server) => server.scorer);
    const reranker = createReranker({ scorer, resilience });
    const { outcome, modelId } = await reranker.rerank(aboutQuery('any'));
    expect([outcome, modelId]).toEqual(['reranked', 'served']);
  });

  test('finds the scores that it remembers, although nothing tells the name of the model', async () => {
    const { server, scorer } = serverOf('a');
    const reranker = createReranker({ scorer, resilience });
    await reranker.rerank(aboutQuery('known'));
    server.isAway = true;
    expect((await reranker.rerank(aboutQuery('unknown'))).outcome).toBe('fallback');
    const { outcome, modelId, counts } = await reranker.rerank(aboutQuery('known'));
    expect([outcome, modelId, counts.cached]).toEqual(['reranked', 'served', 1]);
  });
});
