import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import type { QdrantQuery, QueryClient } from './client/ports.ts';
import { rerankedQuery } from './reranked-query.ts';

/** An engine that holds points with these payloads, best first, and records what it was asked. */
function engineOf(...payloads: Record<string, unknown>[]) {
  const requests: QdrantQuery[] = [];
  const client: QueryClient = {
    query: async (_, query) => {
      requests.push(query);
      const points = payloads.map((payload, id) => ({
        id,
        version: 0,
        score: 0.9 - id / 10,
        payload,
      }));
      return { points: points.slice(0, query.limit ?? 10) };
    },
  };
  return { client, requests };
}

const reranker = createReranker({ scorer: fakeScorer(Number) });
const idsOf = ({ points }: { points: { id: number | string }[] }) => points.map(({ id }) => id);
const query = [0.1, 0.2];
const rerank = { query: 'apples' };

describe('rerankedQuery', () => {
  test('reorders the points and marks each with what became of it', async () => {
    const { client, requests } = engineOf({ text: '2' }, { text: '6' }, { text: '4' });
    const ask = rerankedQuery(client, { reranker, passage: 'text', rankWindowSize: 50 });
    const response = await ask('books', { query, limit: 2, with_payload: true, rerank });
    expect(requests).toEqual([{ query, offset: 0, limit: 51, with_payload: true }]);
    expect(idsOf(response)).toEqual([1, 2]);
    expect(response.rerank).toMatchObject({ outcome: 'reranked', rank_window_size: 3, scored: 3 });
    expect(response.points[0]).toMatchObject({
      score: 6,
      payload: { text: '6' },
      rerank: { score: 6, retriever_score: 0.8, retriever_rank: 2 },
    });
  });

  test('gives back no payload that was not asked for', async () => {
    const { client } = engineOf({ text: '2' });
    const response = await rerankedQuery(client, { reranker, passage: 'text' })('books', {
      query,
      rerank,
    });
    expect(response.points[0]).not.toHaveProperty('payload');
    expect(response.points[0]?.score).toBe(2);
  });

  test('gives back the selection of the payload that was asked for, and no more', async () => {
    const { client, requests } = engineOf({ text: '6', title: 'Apples', year: 1999 });
    const ask = rerankedQuery(client, { reranker, passage: 'text' });
    const { points } = await ask('books', { query, with_payload: ['title'], rerank });
    expect(requests[0]?.with_payload).toEqual(['title', 'text']);
    expect(points[0]).toMatchObject({ score: 6 });
    expect(points[0]?.payload).toEqual({ title: 'Apples' });
  });

  test('reads the query of an inference document, and takes another passage for one call', async () => {
    const { client } = engineOf({ title: '2', text: '6' });
    const ask = rerankedQuery(client, { reranker, passage: 'title' });
    const document = { text: 'apples', model: 'bm25' };
    const response = await ask('books', { query: document, rerank: { passage: 'text' } });
    expect(response.points[0]?.score).toBe(6);
  });

  test('asks once more where a tie reaches over the end of the rank window', async () => {
    const points = Array.from({ length: 20 }, (_, n) => ({
      id: 19 - n,
      version: 0,
      score: n < 2 ? 1 : 0.5,
      payload: { text: '3' },
    }));
    const limits: unknown[] = [];
    const client: QueryClient = {
      query: async (_, { limit }) => {
        limits.push(limit);
        return { points: points.slice(0, limit ?? 10) };
      },
    };
    const ask = rerankedQuery(client, { reranker, passage: 'text', rankWindowSize: 4 });
    const { points: ranked } = await ask('books', { query, limit: 4, rerank });
    expect(limits).toEqual([5, 10]);
    // Of the tied points that came, those with the lowest ids.
    expect(idsOf({ points: ranked })).toEqual([18, 19, 10, 11]);
    limits.length = 0;
    await ask('books', { limit: 4, rerank });
    expect(limits).toEqual([5]);
  });

  test('ends the order with the rank window where a minimum is set', async () => {
    const { client, requests } = engineOf({ text: '2' }, { text: '6' }, { text: '5' });
    const ask = rerankedQuery(client, { reranker, passage: 'text', rankWindowSize: 2 });
    const response = await ask('books', { query, limit: 50, rerank: { ...rerank, minScore: 3 } });
    expect(idsOf(response)).toEqual([1]);
    expect(response.rerank.below_min_score).toBe(1);
    expect(requests[0]?.limit).toBe(3);
  });

  test('rejects at once when aborted, and drops the late answer', async () => {
    const late = Promise.withResolvers<{ points: [] }>();
    const client: QueryClient = { query: () => late.promise };
    const scorer = fakeScorer(Number);
    const ask = rerankedQuery(client, { reranker: createReranker({ scorer }), passage: 'text' });
    const caller = new AbortController();
    const asking = ask('books', { query, rerank }, { signal: caller.signal });
    const reason = new Error('enough');
    caller.abort(reason);
    await expect(asking).rejects.toBe(reason);
    late.reject(new Error('too late to matter'));
    await expect(ask('books', { query, rerank }, { signal: caller.signal })).rejects.toBe(reason);
    expect(scorer.requests).toEqual([]);
  });

  test('writes integers beyond 2^53 into JSON with all their digits', async () => {
    const { client } = engineOf({
      text: '2',
      owner: 9_007_199_254_740_993n,
      tags: [{ n: 1n }, null],
    });
    const ask = rerankedQuery(client, { reranker, passage: 'text' });
    const response = await ask('books', { query, with_payload: true, rerank });
    expect(JSON.stringify(response)).toContain(
      '"payload":{"text":"2","owner":9007199254740993,"tags":[{"n":1},null]}',
    );
  });

  test('keeps points without the key behind the scored ones, and pages out of one order', async () => {
    const { client } = engineOf({ text: 7 }, { text: '3' }, {}, { text: '5' });
    const ask = rerankedQuery(client, { reranker, passage: 'text' });
    const page = (offset: number) => ask('books', { query, offset, limit: 2, rerank });
    expect(idsOf(await page(0))).toEqual([3, 1]);
    expect(idsOf(await page(2))).toEqual([0, 2]);
    expect((await page(0)).rerank).toMatchObject({ scored: 2, without_passage: 2 });
  });

  test("gives the engine's own order and scores, marked, when the model fails", async () => {
    const down = new Error('down');
    const scorer = fakeScorer(() => Promise.reject(down));
    const { client } = engineOf({ text: '2' }, { text: '6' });
    const ask = rerankedQuery(client, { reranker: createReranker({ scorer }), passage: 'text' });
    const response = await ask('books', { query, rerank });
    expect(response.rerank).toMatchObject({ outcome: 'fallback', error: down });
    expect(response.points.map(({ id, score }) => [id, score])).toEqual([
      [0, 0.9],
      [1, 0.8],
    ]);
  });

  test("says why the engine refused, and keeps the client's own error", async () => {
    const failure = Object.assign(new Error('Not Found'), {
      data: { status: { error: "Collection `books` doesn't exist!" } },
    });
    const client: QueryClient = { query: () => Promise.reject(failure) };
    const asking = rerankedQuery(client, { reranker, passage: 'text' })('books', { query, rerank });
    await expect(asking).rejects.toMatchObject({
      code: 'retrieval_failed',
      message: "could not retrieve candidates from books: Collection `books` doesn't exist!",
      cause: failure,
    });
  });

  test.each([
    ['rerank.query', { rerank: { query: '' } }],
    ['rerank.query', { query }],
    ['minScore', { rerank: { query: 'apples', minScore: 0 } }],
    ['deadlineMs', { rerank: { query: 'apples', deadlineMs: -1 } }],
    ['limit', { limit: 0, rerank }],
    ['offset', { offset: -1, rerank }],
    ['query.order_by', { query: { order_by: 'year' }, rerank }],
    ['query.sample', { query: { sample: 'random' as const }, rerank }],
    ['rankWindowSize', { rerank: { query: 'apples', rankWindowSize: Number.NaN } }],
  ])('refuses a bad %s before asking the engine', async (argument, params) => {
    const { client, requests } = engineOf({ text: '2' });
    const asking = rerankedQuery(client, { reranker, passage: 'text' })('books', params);
    await expect(asking).rejects.toMatchObject({ code: 'invalid_request', argument });
    expect(requests).toEqual([]);
  });
});
