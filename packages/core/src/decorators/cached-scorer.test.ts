import { setTimeout } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createMemoryCache } from '../cache/create-memory-cache.ts';
import type { ScoreCache } from '../cache/score-cache.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { scorerContract } from '../testing/scorer-contract.ts';
import { cachedScorer } from './cached-scorer.ts';

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

  test('tells a name with a line break from a name and a query', async () => {
    const cache = createMemoryCache();
    const [first, second] = [fakeScorer(() => 2, 'a\nb'), fakeScorer(() => 2, 'a')];
    await cachedScorer(first, cache).score({ query: 'c', passages: ['d'] });
    await cachedScorer(second, cache).score({ query: 'b\nc', passages: ['d'] });
    expect(second.requests).toHaveLength(1);
  });

  test('tells revisions of one name apart, and asks which it is before it looks', async () => {
    const cache = createMemoryCache();
    const serving = (revision: string) => {
      const inner = fakeScorer(() => 2, 'lb-reranker');
      let known: string | undefined;
      const learning = Object.defineProperties(inner, {
        revision: { get: () => known },
        identify: { value: async () => void (known = revision) },
      });
      return { inner, scorer: cachedScorer(learning, cache) };
    };
    const [old, anew, again] = [serving('1'), serving('2'), serving('1')];
    for (const { scorer } of [old, anew, again]) await scorer.score({ query, passages: ['a'] });
    expect([old, anew, again].map(({ inner }) => inner.requests.length)).toEqual([1, 1, 0]);
  });

  test.each([0, 1, 1e-300])('neither keeps nor takes seven times %d', async (probability) => {
    const odd = Array.from({ length: 7 }, () => probability) as unknown as LevelProbabilities;
    const cache = createMemoryCache();
    await cachedScorer({ modelId: 'fake', score: async () => [odd] }, cache).score({
      query,
      passages: ['a'],
    });
    const inner = fakeScorer(() => 2);
    await cachedScorer(inner, cache).score({ query, passages: ['a'] });
    expect(inner.requests).toHaveLength(1);
    const spoilt = { get: () => odd, set: () => undefined };
    await cachedScorer(inner, spoilt).score({ query, passages: ['a'] });
    expect(inner.requests).toHaveLength(2);
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

  test.each([
    ['null, as Redis itself does', null],
    ["another program's text", 'seven'],
    ['an answer cut short', [0.5, 0.5]],
    ['what JSON makes of NaN', [null, 0, 0, 0, 0, 0, 1]],
  ])('scores a pair for which the cache holds %s', async (_, held) => {
    const inner = fakeScorer(() => 3);
    for (const answer of [held, Promise.resolve(held)]) {
      const cache = { get: () => answer as never, set: () => {} };
      const [probabilities] = await cachedScorer(inner, cache).score({ query, passages: ['a'] });
      expect(probabilities).toEqual([0, 0, 1, 0, 0, 0, 0]);
    }
    expect(inner.requests).toHaveLength(2);
  });

  test('bears look-ups that fail before others of their request have an answer', async () => {
    const gate = Promise.withResolvers<undefined>();
    const unheard: unknown[] = [];
    const listen = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', listen);
    let lookups = 0;
    const get = () => (lookups++ === 0 ? gate.promise : Promise.reject(new Error('shard down')));
    const inner = fakeScorer(Number);
    const scoring = cachedScorer(inner, { get, set: () => {} }).score({
      query,
      passages: ['1', '2', '3'],
    });
    await setTimeout(5);
    gate.resolve(undefined);
    expect(await scoring).toHaveLength(3);
    process.off('unhandledRejection', listen);
    expect(unheard).toEqual([]);
    expect(inner.requests).toMatchObject([{ passages: ['1', '2', '3'] }]);
  });

  test("waits for a store whose promises are another realm's", async () => {
    const known: LevelProbabilities = [0, 0, 0, 1, 0, 0, 0];
    const others = runInNewContext('Promise') as PromiseConstructor;
    const store: ScoreCache = { get: () => others.resolve(known), set: () => {} };
    const inner = fakeScorer(Number);
    expect(await cachedScorer(inner, store).score({ query, passages: ['1'] })).toEqual([known]);
    expect(inner.requests).toEqual([]);
  });

  test('bears a cache that throws at once', async () => {
    const fail = () => {
      throw new Error('database is locked');
    };
    const scorer = cachedScorer(
      fakeScorer(() => 3),
      { get: fail, set: fail },
    );
    await expect(scorer.score({ query, passages: ['a'] })).resolves.toHaveLength(1);
  });
});

test('hashes the long passages of many calls over rounds of the event loop', async () => {
  const scorer = cachedScorer(
    fakeScorer(() => 4),
    createMemoryCache(),
  );
  let rounds = 0;
  let isDone = false;
  const count = () => {
    rounds += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  // Two million characters each take several milliseconds to hash.
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      scorer.score({ query: 'apples', passages: [`${n}`.padEnd(2_000_000, '苹果')] }),
    ),
  );
  isDone = true;
  expect(rounds).toBeGreaterThanOrEqual(10);
});
