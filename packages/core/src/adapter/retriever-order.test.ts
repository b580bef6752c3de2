import { expect, test } from 'vitest';
import { retrieverOrder } from './retriever-order.ts';

const error = new Error('passage of undefined');
const candidates = ['a', 'b', 'c'].map((document, n) => ({ document, retrieverScore: 3 - n }));

test('keeps every candidate in its place, without a score, and says why', () => {
  const ranking = retrieverOrder(candidates, { modelId: 'lb', error, rankWindowSize: 2 });
  expect(ranking.results.map((result) => [result.document, result.retrieverRank])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  expect(ranking.results[1]).toMatchObject({ index: 1, score: null, retrieverScore: 2 });
  expect(ranking).toMatchObject({
    outcome: 'fallback',
    error,
    modelId: 'lb',
    counts: { candidates: 3, rankWindowSize: 2, scored: 0, unscored: 2 },
  });
});

test('ends with the top n, and counts all', () => {
  const { results, counts } = retrieverOrder(candidates, { modelId: 'lb', error, topN: 1 });
  expect(results.map(({ document }) => document)).toEqual(['a']);
  expect(counts).toMatchObject({ candidates: 3, rankWindowSize: 3, unscored: 3 });
});

test('wraps what is no error', () => {
  const ranking = retrieverOrder(candidates, { modelId: 'lb', error: 'out of paper' });
  expect(ranking.error).toMatchObject({ message: 'reranking failed', cause: 'out of paper' });
});

test('leaves nothing unscored where there was nothing', () => {
  const ranking = retrieverOrder([], { modelId: 'lb', error });
  expect(ranking).toMatchObject({ results: [], outcome: 'reranked', counts: { unscored: 0 } });
});
