import { describe, expect, test } from 'vitest';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { cachedScorer } from './cached-scorer.ts';
import { createMemoryCache } from './create-memory-cache.ts';
import { fakeScorer } from './fake-scorer.ts';
import { scorerContract } from './scorer-contract.ts';

const query = 'apples';

describe('cachedScorer', () => {
  scorerContract(() =>
    cachedScorer(
      fakeScorer((passage) => 1 + (passage.length % 6)),
      createMemoryCache(),
    ),
  );

  test('asks for each pair once and keeps passage order around what it knows', async () => {
    const inner = fakeScorer((passage) => Number(passage));
    const scorer = cachedScorer(inner, createMemoryCache());
    await scorer.score({ query, passages: ['2', '4'] });
    const answers = await scorer.score({ query, passages: ['1', '2', '3', '4'] });
    expect(inner.requests.map(({ passages }) => passages)).toEqual([
      ['2', '4'],
      ['1', '3'],
    ]);
    expect(answers.map((probabilities) => probabilities.indexOf(1) + 1)).toEqual([1, 2, 3, 4]);
  });

  test('tells queries, models and the border between query and passage apart', async () => {
    const cache = createMemoryCache();
    const first = fakeScorer(() => 2, 'first');
    const second = fakeScorer(() => 2, 'second');
    await cachedScorer(first, cache).score({ query: 'ab', passages: ['c'] });
    await cachedScorer(first, cache).score({ query: 'a', passages: ['bc'] });
    await cachedScorer(second, cache).score({ query: 'ab', passages: ['c'] });
    expect(first.requests).toHaveLength(2);
    expect(second.requests).toHaveLength(1);
  });

  test('never keeps a failure', async () => {
    let calls = 0;
    const inner = fakeScorer(() => {
      calls += 1;
      if (calls === 1) throw new Error('down');
      return 5;
    });
    const scorer = cachedScorer(inner, createMemoryCache());
    await expect(scorer.score({ query, passages: ['a'] })).rejects.toThrow('down');
    await expect(scorer.score({ query, passages: ['a'] })).resolves.toHaveLength(1);
  });

  test('works with a store that answers later, as Redis does', async () => {
    const store = new Map<string, LevelProbabilities>();
    const inner = fakeScorer(() => 3);
    const scorer = cachedScorer(inner, {
      get: async (key) => store.get(key),
      set: async (key, value) => store.set(key, value),
    });
    await scorer.score({ query, passages: ['a'] });
    await scorer.score({ query, passages: ['a'] });
    expect(inner.requests).toHaveLength(1);
  });
});
