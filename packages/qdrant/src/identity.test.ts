import { inspect } from 'node:util';
import { QdrantClient } from '@qdrant/js-client-rest';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { QdrantClient as OlderClient } from 'qdrant-client-1.18';
import { describe, expect, test, vi } from 'vitest';
import { withReranking } from './with-reranking.ts';

const options = { reranker: createReranker({ scorer: fakeScorer(Number) }), passage: 'text' };
const ofServer = { url: 'http://127.0.0.1:9', checkCompatibility: false };
const points = ['2', '6'].map((text, id) => ({ id, version: 0, score: 0.9, payload: { text } }));

describe('the official clients, wrapped, are the clients that they were', () => {
  test.each([
    ['of today', new QdrantClient(ofServer), QdrantClient],
    ['up to 1.18', new OlderClient(ofServer), OlderClient],
  ])('%s', (_, bare, itsClass) => {
    const wrapped = withReranking(bare as QdrantClient, options);
    expect(wrapped).toBeInstanceOf(itsClass);
    expect(wrapped.constructor).toBe(itsClass);
    expect(Object.keys(wrapped)).toEqual(Object.keys(bare));
    expect(inspect(wrapped)).toBe(inspect(bare));
    const members = wrapped as unknown as Record<string, unknown>;
    const ofClass = Object.getOwnPropertyNames(itsClass.prototype);
    expect(ofClass.filter((name) => members[name] !== members[name])).toEqual([]);
    expect(Object.hasOwn(wrapped, 'search')).toBe(itsClass === OlderClient);
  });
});

test('hands back spies on the client and on the wrapped one, and takes them off again', async () => {
  const bare = new QdrantClient(ofServer);
  const wrapped = withReranking(bare, options);
  const upsert = vi.spyOn(wrapped, 'upsert').mockResolvedValue({ status: 'completed' });
  await wrapped.upsert('books', { points: [] });
  expect(Reflect.get(wrapped, 'upsert')).toBe(upsert);
  expect(upsert).toHaveBeenCalledOnce();

  const ofClient = vi.spyOn(bare, 'query').mockResolvedValue({ points });
  const ofWrapped = vi.spyOn(wrapped, 'query');
  const { points: reranked } = await wrapped.query('books', {
    query: [1],
    rerank: { query: 'apples' },
  });
  expect(reranked.map(({ id }) => id)).toEqual([1, 0]);
  expect(wrapped.query).toBe(ofWrapped);
  expect([ofClient, ofWrapped].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  ofWrapped.mockRestore();
  expect(vi.isMockFunction(wrapped.query)).toBe(false);
});

test('reranks what a patched method finds, whenever it was patched', async () => {
  class Instrumented extends OlderClient {}
  const wrapped = withReranking(new Instrumented(ofServer), options);
  const search = vi.spyOn(Instrumented.prototype, 'search').mockResolvedValue(points);
  const found = await wrapped.search('books', { vector: [1], rerank: { query: 'apples' } });
  expect(found.map(({ id }) => id)).toEqual([1, 0]);
  expect(search).toHaveBeenCalledOnce();
});

test('wraps a frozen client, and can be frozen', async () => {
  const bare = new QdrantClient(ofServer);
  vi.spyOn(bare, 'query').mockResolvedValue({ points });
  const wrapped = withReranking(Object.freeze(bare) as QdrantClient, options);
  for (const client of [wrapped, Object.freeze(wrapped)]) {
    const answer = await client.query('books', { query: [1], rerank: { query: 'apples' } });
    expect(answer.points.map(({ id }) => id)).toEqual([1, 0]);
  }
});
