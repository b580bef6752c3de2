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
const levelOf = (passage: string) => (passage.includes('Malus') ? 7 : 1);

test('measures the first order and the new one, and counts a query without hits', async () => {
  const progress: object[] = [];
  const rankings = await rerankQueries({
    firstStage,
    reranker: createReranker({ scorer: fakeScorer(levelOf) }),
    queries,
    rankWindowSize: 50,
    timeBudgetMs: 60_000,
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

test('leaves out queries that there was no time for, yet never all of them', async () => {
  const rankings = await rerankQueries({
    firstStage,
    reranker: createReranker({ scorer: fakeScorer(levelOf) }),
    queries,
    rankWindowSize: 50,
    timeBudgetMs: -1,
    onProgress,
  });
  expect([...rankings.keys()]).toEqual(['1']);
  const qrels = new Map([
    ['1', judged],
    ['2', judged],
  ]);
  expect(measure(rankings, qrels).mrr).toEqual({ before: 0.5, after: 1 });
});

test('rejects where the model scored nothing', async () => {
  const reranker = createReranker({
    scorer: fakeScorer(() => {
      throw new Error('out of order');
    }),
  });
  const running = rerankQueries({
    firstStage,
    reranker,
    queries,
    rankWindowSize: 5,
    timeBudgetMs: 60_000,
    onProgress,
  });
  await expect(running).rejects.toThrow('out of order');
});
