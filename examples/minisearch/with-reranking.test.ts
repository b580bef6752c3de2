import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import MiniSearch from 'minisearch';
import { expect, test } from 'vitest';
import { withReranking } from './with-reranking.ts';

const reranker = createReranker({ scorer: fakeScorer(Number) });
const plain = new MiniSearch({ fields: ['title'], storeFields: ['level'] });
plain.addAll([
  { id: 'a', title: 'apples apples', level: '2' },
  { id: 'b', title: 'apples and pears', level: '6' },
  { id: 'c', title: 'apples and pears and plums and quinces' },
]);
const index = withReranking(plain, { reranker, passage: 'level' });
const idsOf = (hits: readonly { id: unknown }[]) => hits.map(({ id }) => id);

test('reorders the hits and marks each with what became of it', async () => {
  expect(idsOf(plain.search('apples'))).toEqual(['a', 'b', 'c']);
  const hits = await index.search('apples');
  expect(idsOf(hits)).toEqual(['b', 'a', 'c']);
  expect(hits[0]).toMatchObject({ score: 6, rerank: { retriever_rank: 2 } });
  expect(hits[2]).toMatchObject({ score: 0, rerank: { score: null } });
  expect(hits.rerank).toMatchObject({ outcome: 'reranked', scored: 2, without_passage: 1 });
});

test('leaves a search alone that says so', async () => {
  expect(await index.search('apples', { rerank: false })).toEqual(plain.search('apples'));
});

test('reads the one text of a combination, and keeps the index its own', async () => {
  const hits = await index.search({ combineWith: 'OR', queries: ['apples', 'apples'] });
  expect(idsOf(hits)).toEqual(['b', 'a', 'c']);
  expect(index.documentCount).toBe(3);
});

test('reads several fields, in HTML and behind labels', async () => {
  const read: string[] = [];
  const scorer = fakeScorer((text) => {
    read.push(text);
    return 4;
  });
  const stored = new MiniSearch({ fields: ['title'], storeFields: ['title', 'page'] });
  stored.add({ id: 'a', title: 'apples', page: '<p>Malus<script>draw()</script>' });
  const passage = [
    { field: 'title', label: 'Title' },
    { field: 'page', format: 'html' },
  ] as const;
  await withReranking(stored, { reranker: createReranker({ scorer }), passage }).search('apples');
  expect(read).toEqual(['Title: apples\nMalus']);
});

test("keeps the engine's order where the passage cannot be read", async () => {
  const passage = () => {
    throw new Error('torn page');
  };
  const hits = await index.search('apples', { rerank: { passage } });
  expect(idsOf(hits)).toEqual(['a', 'b', 'c']);
  expect(hits.rerank).toMatchObject({ outcome: 'fallback', error: { message: 'torn page' } });
});

test('refuses what cannot be meant, with the way out', async () => {
  expect(() => withReranking(plain, { reranker } as never)).toThrow('passage is needed');
  const two = { queries: ['apples', 'pears'] };
  await expect(index.search(two)).rejects.toThrow("pass `rerank: { query: '…' }`");
  await expect(index.search('apples', { rerank: true as never })).rejects.toThrow('rerank must be');
});
