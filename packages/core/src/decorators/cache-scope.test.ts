import { expect, test } from 'vitest';
import { createMemoryCache } from '../cache/create-memory-cache.ts';
import { createReranker } from '../reranker/create-reranker.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';

/** A reranker, and the number of passages that its model was asked for. */
function countingReranker() {
  const inner = fakeScorer((passage) => passage.length, 'counted');
  const limits = { contextTokens: async () => 8192, countTokens: async () => 1 };
  const reranker = createReranker({ scorer: { ...inner, limits }, cache: createMemoryCache() });
  return { reranker, asked: () => inner.requests.flatMap(({ passages }) => passages).length };
}

const question = { query: 'q', candidates: [{ document: 1, passage: 'abc' }] };

test('who names a scope shares what is known with those of the same scope alone', async () => {
  const { reranker, asked } = countingReranker();
  const cachedFor = async (cacheScope?: string) =>
    (await reranker.rerank({ ...question, cacheScope })).counts.cached;
  expect(await cachedFor('a')).toBe(0);
  expect(await cachedFor('b')).toBe(0);
  expect(await cachedFor()).toBe(0);
  expect(asked()).toBe(3);
  expect([await cachedFor('a'), await cachedFor('b'), await cachedFor()]).toEqual([1, 1, 1]);
});

test('what is in flight is waited for within one scope alone', async () => {
  const { reranker, asked } = countingReranker();
  const scopes = ['a', 'a', 'b', undefined, undefined];
  const rankings = await Promise.all(
    scopes.map((cacheScope) => reranker.rerank({ ...question, cacheScope })),
  );
  expect(rankings.map(({ counts }) => counts.coalesced)).toEqual([0, 1, 0, 0, 1]);
  expect(asked()).toBe(3);
  expect((await reranker.rerank({ ...question, cacheScope: 'a' })).counts.cached).toBe(1);
});

test('a scope that is no text is refused by name', async () => {
  const { reranker } = countingReranker();
  const cacheScope = 7 as unknown as string;
  await expect(reranker.rerank({ ...question, cacheScope })).rejects.toMatchObject({
    argument: 'cacheScope',
  });
});
