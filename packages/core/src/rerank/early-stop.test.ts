import { expect, test } from 'vitest';
import { fakeScorer } from '../testing/fake-scorer.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { createReranker } from '../reranker/create-reranker.ts';
import { rerank } from './rerank.ts';
import { stopWatch } from './early-stop.ts';

const query = 'apples';
const candidatesOf = (...levels: (number | null)[]) =>
  levels.map((level, index) => ({
    document: `d${index}`,
    // Each text differs, so that none is scored for another.
    passage: level === null ? null : `${level} ${index}`,
  }));
const levelOf = (passage: string) => Number(passage.split(' ')[0]);
const scorer = fakeScorer(levelOf);

/** A scorer that notes which passages it was asked for. */
function noting(asked: string[], inner: Scorer = scorer): Scorer {
  return {
    modelId: inner.modelId,
    score(request) {
      asked.push(...request.passages);
      return inner.score(request);
    },
  };
}

const levels = [5, 4, 4, 6, 3, 3, 2, 5.5, 2, 2, 2, 2, 7, 1, 1, 1, 1, 1, 1, 7];

test.each([
  // The third of 4, 3 and 3 in a row that have not entered the best two.
  [{ patience: 2, stopTopN: 2 }, 6],
  [{ patience: 4, stopTopN: 2 }, 12],
  [{ patience: 5, stopTopN: 2 }, 18],
  [{ patience: 20, stopTopN: 2 }, 20],
  [{ minTopScore: 5, stopTopN: 2 }, 4],
  [{ minTopScore: 5.5, stopTopN: 3 }, 13],
  [{ minTopScore: 7, stopTopN: 2 }, 20],
  [{ patience: 4, minTopScore: 5, stopTopN: 3 }, 8],
  [{}, 20],
])('%j ends the rank window after so many hits: %i', async (earlyStop, end) => {
  for (const passagesPerCall of [1, 3, 16, 100]) {
    const candidates = candidatesOf(...levels);
    const ranking = await rerank({ scorer, query, candidates, passagesPerCall, ...earlyStop });
    expect(ranking.counts).toMatchObject({ scored: end, skipped: 20 - end, unscored: 0 });
    expect(ranking.outcome).toBe('reranked');
    expect(ranking.error).toBeUndefined();
    expect(ranking.results).toHaveLength(20);
    const [first, ...rest] = ranking.results.slice(0, end).map(({ score }) => score!);
    expect([first, ...rest]).toEqual(levels.slice(0, end).toSorted((a, b) => b - a));
    const behind = ranking.results.slice(end).map(({ document, score }) => [document, score]);
    expect(behind).toEqual(candidates.slice(end).map(({ document }) => [document, null]));
  }
});

test('asks for no more than fills a call beyond the end', async () => {
  for (const passagesPerCall of [1, 3, 16]) {
    const asked: string[] = [];
    const candidates = candidatesOf(...levels.slice(0, 6), ...Array.from({ length: 200 }, () => 1));
    const options = { scorer: noting(asked), query, candidates, passagesPerCall };
    const { counts } = await rerank({ ...options, patience: 2, stopTopN: 2 });
    expect(counts).toMatchObject({ scored: 6, skipped: 200 });
    expect(asked.length).toBeLessThanOrEqual(6 + passagesPerCall);
  }
});

test('looks at the best 10, or at as many as are wanted', async () => {
  const candidates = candidatesOf(...Array.from({ length: 50 }, (_, index) => 7 - index / 10));
  const ranking = await rerank({ scorer, query, candidates, patience: 5 });
  expect(ranking.counts.scored).toBe(15);
  const three = await rerank({ scorer, query, candidates, patience: 5, topN: 3 });
  expect(three.counts.scored).toBe(8);
  expect(three.results).toHaveLength(3);
});

test('lets hits without a passage neither enter nor count', async () => {
  const candidates = candidatesOf(null, 5, null, 4, null, null, 3, null, 6);
  const ranking = await rerank({ scorer, query, candidates, patience: 2, stopTopN: 1 });
  expect(ranking.counts).toMatchObject({ scored: 3, withoutPassage: 4, skipped: 2 });
});

test('ends at the same place with a cache, and with other callers', async () => {
  const reranker = createReranker({ scorer, passagesPerCall: 2, patience: 4, stopTopN: 2 });
  const request = { query, candidates: candidatesOf(...levels) };
  // All pairs are known from here on.
  const whole = await reranker.rerank({ ...request, patience: 100 });
  expect(whole.counts).toMatchObject({ scored: 20, skipped: 0 });
  const rankings = await reranker.rerankMany([request, request, request]);
  expect(rankings.map(({ counts }) => counts.skipped)).toEqual([8, 8, 8]);
});

test('counts what could not be scored as not entering', async () => {
  const failing = fakeScorer((passage) => {
    if (levelOf(passage) === 3) throw new Error('no');
    return levelOf(passage);
  });
  for (const passagesPerCall of [1, 2, 16]) {
    const options = { query, candidates: candidatesOf(5, 4, 3, 3, 6), passagesPerCall };
    const ranking = await rerank({ ...options, scorer: failing, patience: 2, stopTopN: 2 });
    expect(ranking.counts.skipped).toBe(1);
  }
});

test('goes on where the first hits could not be scored', async () => {
  const failing = fakeScorer((passage) => {
    if (passage.endsWith(' 0') || passage.endsWith(' 1')) throw new Error('no');
    return levelOf(passage);
  });
  const options = { query, candidates: candidatesOf(5, 4, 3, 2, 1, 1, 6), passagesPerCall: 1 };
  const ranking = await rerank({ ...options, scorer: failing, patience: 2, stopTopN: 2 });
  expect(ranking.outcome).toBe('partial');
  expect(ranking.counts).toMatchObject({ scored: 4, unscored: 2, skipped: 1 });
});

test('leaves out skipped hits under a least score, but none behind the rank window', async () => {
  const candidates = candidatesOf(5, 4, 3, 3, 6, 6);
  const options = { scorer, query, candidates, patience: 2, stopTopN: 2, rankWindowSize: 5 };
  const { results, counts } = await rerank({ ...options, minScore: 3.5 });
  expect(results.map(({ document }) => document)).toEqual(['d0', 'd1', 'd5']);
  expect(counts).toMatchObject({ scored: 4, skipped: 1, belowMinScore: 2 });
});

test('marks hits that the deadline cut off as unscored, not as skipped', async () => {
  const slow: Scorer = {
    modelId: 'slow',
    async score(request) {
      if (request.passages.some((passage) => levelOf(passage) === 3)) await new Promise(() => {});
      return scorer.score(request);
    },
  };
  const options = { query, candidates: candidatesOf(5, 4, 3, 3, 6), passagesPerCall: 1 };
  const ranking = await rerank({
    ...options,
    scorer: slow,
    patience: 2,
    stopTopN: 2,
    deadlineMs: 20,
  });
  expect(ranking.outcome).toBe('partial');
  expect(ranking.counts).toMatchObject({ scored: 2, unscored: 3, skipped: 0 });
  expect(ranking.error).toMatchObject({ code: 'backend_timeout' });
});

test.each([
  ['patience', { patience: 0 }],
  ['patience', { patience: 1.5 }],
  ['stopTopN', { stopTopN: 0 }],
  ['minTopScore', { minTopScore: 8 }],
])('refuses %s out of its range', async (argument, earlyStop) => {
  const refusal = rerank({ scorer, query, candidates: [], ...earlyStop });
  await expect(refusal).rejects.toMatchObject({ code: 'invalid_request', argument });
  expect(() => createReranker({ scorer, ...earlyStop })).toThrow(argument);
});

test('is sure to want as many as it says', () => {
  const watch = stopWatch({ patience: 3, stopTopN: 2 })!;
  const wanted = [5, 4, 3, 6, 2, 2, 2].map((score) => [watch.least, watch.take(score)]);
  expect(wanted.map(([least]) => least)).toEqual([5, 4, 3, 2, 3, 2, 1]);
  expect(wanted.at(-1)![1]).toBe(true);
  expect(stopWatch({ stopTopN: 5 })).toBeUndefined();
});
