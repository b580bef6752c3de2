import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { createFirstStage } from './first-stage.ts';
import { measure } from './measure.ts';
import { rerankQueries } from './rerank-queries.ts';

const firstStage = createFirstStage([
  { id: 'a', title: 'apple apple', text: '' },
  { id: 'b', title: 'apple and more words than that', text: 'Malus' },
]);
const queries = new Map([
  ['1', 'apple'],
  ['2', 'nothing holds this'],
]);
const judged = new Map([['b', 1]]);
const onProgress = () => {};

test('measures the first order and the new one, and counts a query without hits', async () => {
  const progress: object[] = [];
  const rankings = await rerankQueries({
    firstStage,
    reranker: createReranker({
      scorer: fakeScorer((passage) => (passage.includes('Malus') ? 7 : 1)),
    }),
    queries,
    rankWindowSize: 50,
    onProgress: (done) => progress.push(done),
  });
  const { mrr, ndcg10 } = measure(
    rankings,
    new Map([
      ['1', judged],
      ['2', judged],
    ]),
  );
  expect(mrr).toEqual({ before: 0.25, after: 0.5 });
  expect(ndcg10.before).toBeCloseTo(1 / Math.log2(3) / 2, 12);
  expect(ndcg10.after).toBe(0.5);
  expect(progress).toEqual([
    { queries: 1, pairs: 2 },
    { queries: 2, pairs: 2 },
  ]);
});

test('rejects where the model scored nothing', async () => {
  const reranker = createReranker({
    scorer: fakeScorer(() => {
      throw new Error('out of order');
    }),
  });
  const running = rerankQueries({ firstStage, reranker, queries, rankWindowSize: 5, onProgress });
  await expect(running).rejects.toThrow('out of order');
});
