import { Keyv } from 'keyv';
import { describe, expect, test } from 'vitest';
import { cachedScorer } from '../decorators/cached-scorer.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { createMemoryCache } from './create-memory-cache.ts';
import { createTieredCache } from './create-tiered-cache.ts';
import type { ScoreCache } from './score-cache.ts';

const request = { query: 'apples', passages: ['2', '3'] };

describe('createTieredCache', () => {
  test.each([
    ['lookupTimeoutMs', { lookupTimeoutMs: Number.NaN }],
    ['lookupTimeoutMs', { lookupTimeoutMs: 2 ** 31 }],
    ['pauseMs', { pauseMs: -1 }],
  ])('refuses as %s what is no such number: %o', (argument, options) => {
    const memory = createMemoryCache();
    const creating = () => createTieredCache({ memory, store: memory, ...options });
    expect(creating).toThrow(expect.objectContaining({ argument }));
  });

  test('shares answers between processes through a Keyv store', async () => {
    const store = new Keyv<LevelProbabilities>();
    const [first, second] = [fakeScorer(Number), fakeScorer(Number)];
    const withOwnMemory = (scorer: typeof first) =>
      cachedScorer(scorer, createTieredCache({ memory: createMemoryCache(), store }));
    const answers = await withOwnMemory(first).score(request);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const other = withOwnMemory(second);
    expect(await other.score(request)).toEqual(answers);
    await store.clear();
    expect(await other.score(request)).toEqual(answers);
    expect(second.requests).toEqual([]);
  });

  test.each<[string, ScoreCache]>([
    ['knows nothing, later', { get: async () => undefined, set: async () => undefined }],
    [
      'fails later',
      {
        get: () => Promise.reject(new Error('down')),
        set: () => Promise.reject(new Error('down')),
      },
    ],
  ])('asks the store behind a memory that %s', async (_, memory) => {
    const store = new Keyv<LevelProbabilities>();
    const inner = fakeScorer(Number);
    const scorer = cachedScorer(inner, createTieredCache({ memory, store }));
    const answers = await scorer.score(request);
    expect(await scorer.score(request)).toEqual(answers);
    expect(inner.requests).toHaveLength(1);
  });

  test.each<[string, ScoreCache]>([
    ['never answers', { get: () => new Promise(() => {}), set: () => new Promise(() => {}) }],
    [
      'is dead',
      {
        get: () => Promise.reject(new Error('down')),
        set: () => Promise.reject(new Error('down')),
      },
    ],
  ])('loses nothing to a store that %s, and leaves it alone', async (_, store) => {
    const inner = fakeScorer(Number);
    const cache = createTieredCache({ memory: createMemoryCache(), store, lookupTimeoutMs: 20 });
    const scorer = cachedScorer(inner, cache);
    await scorer.score(request);
    const startedAt = performance.now();
    await scorer.score({ query: 'pears', passages: ['4', '5', '6'] });
    await scorer.score(request);
    expect(performance.now() - startedAt).toBeLessThan(15);
    expect(inner.requests).toHaveLength(2);
  });
});
