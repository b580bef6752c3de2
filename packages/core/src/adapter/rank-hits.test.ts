import { expect, test } from 'vitest';
import { createReranker } from '../reranker/create-reranker.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { rankHits } from './rank-hits.ts';
import { rerankSettingsOf } from './rerank-settings.ts';

const reranker = createReranker({ scorer: fakeScorer(Number) });
const settings = rerankSettingsOf({ rankWindowSize: 2 }, {}, () => 'apples');
const hits = [
  { id: 'a', text: '2', score: 0.9 },
  { id: 'b', text: '6', score: 0.8 },
  { id: 'c', text: '7', score: 0.7 },
];
const candidateOf = ({ id, score }: (typeof hits)[number], passage: unknown) => ({
  document: { id, passage },
  retrieverScore: score,
});

test('ranks the hits of the rank window, and hands on what was read of each', async () => {
  const passageOf = ({ text }: (typeof hits)[number]) => text;
  const ranking = await rankHits(reranker, { hits, candidateOf, passageOf, settings });
  expect(ranking.results.map(({ document }) => document)).toEqual([
    { id: 'b', passage: '6' },
    { id: 'a', passage: '2' },
    { id: 'c', passage: '7' },
  ]);
  expect(ranking.results[0]).toMatchObject({ retrieverRank: 2, retrieverScore: 0.8 });
  expect(ranking.outcome).toBe('reranked');
});

test("keeps the engine's order, marked, where a passage cannot be read", async () => {
  const error = new TypeError('author is undefined');
  const passageOf = () => {
    throw error;
  };
  const ranking = await rankHits(reranker, { hits, candidateOf, passageOf, settings });
  expect(ranking.results.map(({ document }) => document.id)).toEqual(['a', 'b', 'c']);
  expect(ranking.results[0]).toMatchObject({ document: { passage: null }, retrieverScore: 0.9 });
  expect(ranking).toMatchObject({
    outcome: 'fallback',
    error,
    counts: { rankWindowSize: 2, unscored: 2 },
  });
});

test("keeps the engine's order where a reranker of the caller's own fails", async () => {
  const error = new Error('out of paper');
  const own = { ...reranker, rerank: () => Promise.reject(error) };
  const ranking = await rankHits(own, { hits, candidateOf, passageOf: () => 'a', settings });
  expect(ranking).toMatchObject({ outcome: 'fallback', error, modelId: reranker.modelId });
});

test('rejects with the reason of the signal', async () => {
  const reason = new Error('the user left');
  const signal = AbortSignal.abort(reason);
  const ranking = rankHits(reranker, {
    hits,
    candidateOf,
    passageOf: ({ text }) => text,
    settings,
    signal,
  });
  await expect(ranking).rejects.toBe(reason);
});

test('waits for passages that take their time, in the order of the hits', async () => {
  const passageOf = async ({ text }: (typeof hits)[number]) => {
    await Promise.resolve();
    return text;
  };
  const ranking = await rankHits(reranker, { hits, candidateOf, passageOf, settings });
  expect(ranking.results.map(({ document }) => document.passage)).toEqual(['6', '2', '7']);
  const error = new Error('no parser');
  const failing = await rankHits(reranker, {
    hits,
    candidateOf,
    passageOf: () => Promise.reject(error),
    settings,
  });
  expect(failing).toMatchObject({ outcome: 'fallback', error });
});
