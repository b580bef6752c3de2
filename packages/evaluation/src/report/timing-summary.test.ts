import { expect, test } from 'vitest';
import { timingSummaries } from './timing-summary.ts';

test('timingSummaries gives medians, the throughput and the cost of 1,000 queries at each depth', () => {
  const timings = [100, 300, 200, 50].map((rerankMs, n) => ({
    queryId: `${n}`,
    firstStage: 'list',
    modelId: 'm',
    depth: n === 3 ? 10 : 20,
    pairs: 20,
    firstStageMs: n,
    rerankMs,
  }));
  const [shallow, deep] = timingSummaries(timings, 3.6);
  expect(shallow).toMatchObject({ depth: 10, queries: 1, medianMs: 50 });
  expect(deep).toEqual({
    depth: 20,
    queries: 3,
    pairs: 20,
    meanMs: 200,
    medianMs: 200,
    p95Ms: 300,
    pairsPerSecond: 100,
    firstStageMs: 1,
    costPer1000Queries: 0.2,
  });
  expect(timingSummaries([])).toEqual([]);
});
