import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import type { Schemas } from '@qdrant/js-client-rest';
import { expect, test } from 'vitest';
import { rerankGroups } from './groups/rerank-groups.ts';
import { rerankedQuery } from './reranked-query.ts';

const broken = new TypeError('payload.author is undefined');
const options = {
  reranker: createReranker({ scorer: fakeScorer(Number) }),
  rankWindowSize: 1,
  passage: () => {
    throw broken;
  },
};
const query = [0.1, 0.2];
const rerank = { query: 'apples' };
const pointOf = (id: number): Schemas['ScoredPoint'] => ({
  id,
  version: 0,
  score: 1 - id / 10,
  payload: { text: `${id}` },
});

test("gives the engine's own order, marked, where a passage cannot be read", async () => {
  const client = { query: async () => ({ points: [1, 2].map(pointOf) }) };
  const ask = rerankedQuery(client, options);
  const { points, rerank: summary } = await ask('books', { query, limit: 2, rerank });
  expect(points).toMatchObject([
    { id: 1, score: 0.9, rerank: { score: null, retriever_score: 0.9 } },
    { id: 2, score: 0.8, rerank: { score: null, retriever_score: 0.8 } },
  ]);
  expect(points[0]).not.toHaveProperty('payload');
  expect(summary).toMatchObject({
    outcome: 'fallback',
    error: broken,
    rank_window_size: 1,
    scored: 0,
  });
});

test("gives the engine's own groups, marked, where a passage cannot be read", async () => {
  const found = [
    { id: 'a', hits: [1, 3].map(pointOf) },
    { id: 'b', hits: [2].map(pointOf) },
  ];
  const { groups, rerank: summary } = await rerankGroups({
    collection: 'books',
    request: { query, group_by: 'author', group_size: 2, limit: 2, rerank },
    ask: async () => ({ groups: found }),
    options,
    signal: undefined,
  });
  expect(groups.map(({ id, hits }) => [id, ...hits.map((hit) => hit.id)])).toEqual([
    ['a', 1, 3],
    ['b', 2],
  ]);
  expect(summary).toMatchObject({
    outcome: 'fallback',
    error: broken,
    rank_window_size: 1,
    scored: 0,
  });
});

test('passes an abort on where a passage cannot be read', async () => {
  const client = { query: async () => ({ points: [pointOf(1)] }) };
  const controller = new AbortController();
  const ask = rerankedQuery(client, {
    ...options,
    passage: () => {
      controller.abort(new Error('gone'));
      throw broken;
    },
  });
  const asking = ask('books', { query, rerank }, { signal: controller.signal });
  await expect(asking).rejects.toThrow('gone');
});
