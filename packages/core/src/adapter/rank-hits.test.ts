import { setTimeout as delay } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createReranker } from '../reranker/create-reranker.ts';
import type { Reranker } from '../reranker/reranker.ts';
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
type PassageOf = (hit: (typeof hits)[number]) => string | Promise<string>;
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

test('leaves no failure unheard where a passage cannot be read at once and another fails later', async () => {
  const unheard: unknown[] = [];
  const listen = (reason: unknown) => unheard.push(reason);
  process.on('unhandledRejection', listen);
  const passageOf = ({ id }: (typeof hits)[number]) => {
    if (id === 'b') throw new TypeError('author is undefined');
    return delay(5).then(() => Promise.reject(new Error('page not found')));
  };
  const ranking = await rankHits(reranker, { hits, candidateOf, passageOf, settings });
  await delay(20);
  process.off('unhandledRejection', listen);
  expect(ranking).toMatchObject({
    outcome: 'fallback',
    error: { message: 'author is undefined' },
  });
  expect(unheard).toEqual([]);
});

test("waits for passages whose promises are another realm's", async () => {
  const others = runInNewContext('Promise') as PromiseConstructor;
  const passageOf = ({ text }: (typeof hits)[number]) => others.resolve(text);
  const ranking = await rankHits(reranker, { hits, candidateOf, passageOf, settings });
  expect(ranking.results.map(({ document }) => document.passage)).toEqual(['6', '2', '7']);
});

test('counts the reading of passages into the deadline', async () => {
  const late = rerankSettingsOf({ deadlineMs: 50 }, {}, () => 'apples');
  const startedAt = performance.now();
  const passageOf = () => new Promise<string>(() => {});
  const ranking = await rankHits(reranker, { hits, candidateOf, passageOf, settings: late });
  expect(performance.now() - startedAt).toBeLessThan(1000);
  expect(ranking).toMatchObject({
    outcome: 'fallback',
    error: { message: 'the passages were not read within 50 ms (deadlineMs)' },
  });
});

test.each<[string, PassageOf]>([
  [
    'later',
    async ({ text }) => {
      await delay(60);
      return text;
    },
  ],
  [
    'at once',
    ({ text }) => {
      const end = performance.now() + 20;
      while (performance.now() < end);
      return text;
    },
  ],
])('leaves the model the time that reading %s has left over', async (_, passageOf) => {
  const late = rerankSettingsOf({ deadlineMs: 5000 }, {}, () => 'apples');
  const asked: (number | undefined)[] = [];
  const own: Reranker = {
    ...reranker,
    rerank: (request) => {
      asked.push(request.deadlineMs);
      return reranker.rerank(request);
    },
  };
  const ranking = await rankHits(own, { hits, candidateOf, passageOf, settings: late });
  expect(ranking.outcome).toBe('reranked');
  const [left] = asked;
  expect(left).toBeGreaterThan(1000);
  expect(left).toBeLessThan(4950);
  expect(Number.isInteger(left)).toBe(true);
});

test('ends the reading of passages with the signal', async () => {
  const leaving = new AbortController();
  const passageOf = () => new Promise<string>(() => {});
  const ranking = rankHits(reranker, {
    hits,
    candidateOf,
    passageOf,
    settings,
    signal: leaving.signal,
  });
  leaving.abort(new Error('the user left'));
  await expect(ranking).rejects.toThrow('the user left');
});
