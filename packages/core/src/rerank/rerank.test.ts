import { describe, expect, test } from 'vitest';
import { BackendTimeoutError } from '../errors/backend-timeout-error.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import type { Candidate } from './candidate.ts';
import { rerank } from './rerank.ts';

const query = 'apples';

/** Candidates whose passages are the levels that the fake scorer gives them. */
function candidatesOf(...levels: (number | null)[]): Candidate<string>[] {
  return levels.map((level, index) => ({
    document: `d${index}`,
    passage: level === null ? null : String(level),
    retrieverScore: 10 - index,
  }));
}

const scorer = fakeScorer(Number);
const documentsOf = (ranking: { results: readonly { document: string }[] }) =>
  ranking.results.map(({ document }) => document);

describe('rerank', () => {
  test('orders by expected score and says where each document came from', async () => {
    const ranking = await rerank({ scorer, query, candidates: candidatesOf(2, 6.5, 4) });
    expect(ranking).toMatchObject({
      outcome: 'reranked',
      modelId: 'fake',
      counts: {
        candidates: 3,
        rankWindowSize: 3,
        scored: 3,
        unscored: 0,
        withoutPassage: 0,
        belowMinScore: 0,
      },
    });
    expect(ranking.results[0]).toMatchObject({
      index: 1,
      document: 'd1',
      score: 6.5,
      retrieverRank: 2,
      retrieverScore: 9,
    });
    expect(ranking.results[0]?.relevanceScore).toBeCloseTo(5.5 / 6, 12);
    expect(documentsOf(ranking)).toEqual(['d1', 'd2', 'd0']);
  });

  test("keeps the retriever's order among equal scores", async () => {
    const ranking = await rerank({ scorer, query, candidates: candidatesOf(3, 5, 3, 5, 3) });
    expect(documentsOf(ranking)).toEqual(['d1', 'd3', 'd0', 'd2', 'd4']);
  });

  test('puts candidates without a passage behind the scored ones and counts them', async () => {
    const ranking = await rerank({ scorer, query, candidates: candidatesOf(null, 2, null, 6) });
    expect(documentsOf(ranking)).toEqual(['d3', 'd1', 'd0', 'd2']);
    expect(ranking.outcome).toBe('reranked');
    expect(ranking.counts).toMatchObject({ scored: 2, withoutPassage: 2 });
  });

  test('lets the best of several passages count', async () => {
    const candidates: Candidate<string>[] = [
      { document: 'one', passage: '4' },
      { document: 'several', passage: ['1', '6', '2'] },
      { document: 'none', passage: [] },
    ];
    const ranking = await rerank({ scorer, query, candidates });
    expect(documentsOf(ranking)).toEqual(['several', 'one', 'none']);
    expect(ranking.results[0]).toMatchObject({ score: 6, passage: '6' });
    expect(ranking.counts).toMatchObject({ scored: 2, unscored: 0, withoutPassage: 1 });
  });

  test('leaves a candidate unscored as long as one of its passages is', async () => {
    const failing = fakeScorer((passage) => {
      if (passage === '7') throw new Error('no answer');
      return Number(passage);
    });
    const candidates = [
      { document: 'half', passage: ['6', '7'] },
      { document: 'whole', passage: '2' },
    ];
    const ranking = await rerank({ scorer: failing, query, candidates, passagesPerCall: 1 });
    expect(documentsOf(ranking)).toEqual(['whole', 'half']);
    expect(ranking).toMatchObject({ outcome: 'partial', counts: { scored: 1, unscored: 1 } });
  });

  test('cuts to topN and leaves out what scores below minScore', async () => {
    const candidates = candidatesOf(2, 6, 4, 5);
    expect(documentsOf(await rerank({ scorer, query, candidates, topN: 2 }))).toEqual(['d1', 'd3']);
    const ranking = await rerank({ scorer, query, candidates, minScore: 4.5 });
    expect(documentsOf(ranking)).toEqual(['d1', 'd3']);
    expect(ranking.counts.belowMinScore).toBe(2);
  });

  test('scores the rank window only and lets the rest follow', async () => {
    const candidates = candidatesOf(2, 6, 7, 5);
    const ranking = await rerank({ scorer, query, candidates, rankWindowSize: 2 });
    expect(documentsOf(ranking)).toEqual(['d1', 'd0', 'd2', 'd3']);
    const counts = { candidates: 4, rankWindowSize: 2 };
    expect(ranking).toMatchObject({ outcome: 'reranked', counts });
  });

  test('answers no candidates with an empty ranking', async () => {
    const ranking = await rerank({ scorer, query, candidates: [] });
    expect(ranking).toMatchObject({ results: [], outcome: 'reranked' });
  });

  test('scores a passage that occurs twice once', async () => {
    const counting = fakeScorer(Number);
    const ranking = await rerank({ scorer: counting, query, candidates: candidatesOf(2, 6, 2) });
    expect(counting.requests.flatMap(({ passages }) => passages)).toEqual(['2', '6']);
    expect(ranking.counts.scored).toBe(3);
  });

  test("falls back to the retriever's order when the model fails", async () => {
    const down = new Error('down');
    const failing = fakeScorer(() => {
      throw down;
    });
    const ranking = await rerank({ scorer: failing, query, candidates: candidatesOf(2, 6, 4) });
    expect(ranking).toMatchObject({ outcome: 'fallback', error: down, counts: { unscored: 3 } });
    expect(documentsOf(ranking)).toEqual(['d0', 'd1', 'd2']);
    expect(ranking.results.every(({ score }) => score === null)).toBe(true);
  });

  test('leads with the batches that succeeded when others fail', async () => {
    const failing = fakeScorer((passage) => {
      if (passage === '7') throw new Error('down');
      return Number(passage);
    });
    const ranking = await rerank({
      scorer: failing,
      query,
      candidates: candidatesOf(2, 6, 7, 3, 5),
      passagesPerCall: 2,
    });
    expect(ranking.outcome).toBe('partial');
    expect(documentsOf(ranking)).toEqual(['d1', 'd4', 'd0', 'd2', 'd3']);
  });

  test('makes the rank window smaller at the deadline, even where the scorer ignores its signal', async () => {
    const slow = fakeScorer((passage) =>
      passage === '7' ? new Promise<number>(() => {}) : Number(passage),
    );
    const ranking = await rerank({
      scorer: slow,
      query,
      candidates: candidatesOf(2, 6, 7, 3),
      passagesPerCall: 2,
      deadlineMs: 30,
    });
    expect(ranking.outcome).toBe('partial');
    expect(ranking.error).toBeInstanceOf(BackendTimeoutError);
    expect(documentsOf(ranking)).toEqual(['d1', 'd0', 'd2', 'd3']);
  });

  test("rejects with the caller's reason when aborted", async () => {
    const reason = new Error('the user went away');
    const controller = new AbortController();
    const never = fakeScorer(() => new Promise<number>(() => {}));
    const ranking = rerank({
      scorer: never,
      query,
      candidates: candidatesOf(1),
      signal: controller.signal,
    });
    controller.abort(reason);
    await expect(ranking).rejects.toBe(reason);
  });

  test.each([
    ['query', { query: '' }],
    ['query', { query: ' \n\t' }],
    ['rankWindowSize', { rankWindowSize: 0 }],
    ['topK', { topK: 5 }],
    ['candidates[0]', { candidates: ['text'] }],
    ['scorer', { scorer: undefined }],
    ['topN', { topN: 0 }],
    ['topN', { topN: 1.5 }],
    ['minScore', { minScore: Number.NaN }],
    ['minScore', { minScore: 8 }],
    ['deadlineMs', { deadlineMs: Number.NaN }],
    ['deadlineMs', { deadlineMs: 0 }],
    ['passagesPerCall', { passagesPerCall: 0 }],
    ['candidates[1].passage', { candidates: [...candidatesOf(1), { document: 'd1', passage: 5 }] }],
    ['candidates[0].document', { candidates: [{ passage: 'p' }] }],
    ['candidates[0].passage', { candidates: [{ document: 'd0' }] }],
    [
      'candidates[0].retrieverScore',
      { candidates: [{ document: 'd0', passage: 'p', retrieverScore: Number.NaN }] },
    ],
  ])('refuses a bad %s before any scoring', async (argument, bad) => {
    const unasked = fakeScorer(Number);
    const request = { scorer: unasked, query, candidates: candidatesOf(1), ...bad };
    await expect(rerank(request as Parameters<typeof rerank>[0])).rejects.toMatchObject({
      code: 'invalid_request',
      argument,
    });
    expect(unasked.requests).toEqual([]);
  });
});
