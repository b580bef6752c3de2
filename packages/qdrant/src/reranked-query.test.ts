import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import type { QdrantQuery, QdrantQueryClient } from './qdrant-query-client.ts';
import { rerankedQuery } from './reranked-query.ts';

/** An engine that holds points with these payloads, best first, and records what it was asked. */
function engineOf(...payloads: Record<string, unknown>[]) {
  const requests: QdrantQuery[] = [];
  const client: QdrantQueryClient = {
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
    expect(requests).toEqual([{ query, offset: 0, limit: 50, with_payload: true }]);
    expect(idsOf(response)).toEqual([1, 2]);
    expect(response.rerank).toMatchObject({ outcome: 'reranked', window: 3, scored: 3 });
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
    const client: QdrantQueryClient = { query: () => Promise.reject(failure) };
    const asking = rerankedQuery(client, { reranker, passage: 'text' })('books', { query, rerank });
    await expect(asking).rejects.toMatchObject({
      code: 'retrieval_failed',
      message: "could not retrieve candidates from books: Collection `books` doesn't exist!",
      cause: failure,
    });
  });

  test.each([
    ['rerank.query', { rerank: { query: '' } }],
    ['rankWindowSize', { rerank: { query: 'apples', rankWindowSize: Number.NaN } }],
  ])('refuses a bad %s before asking the engine', async (argument, params) => {
    const { client, requests } = engineOf({ text: '2' });
    const asking = rerankedQuery(client, { reranker, passage: 'text' })('books', params);
    await expect(asking).rejects.toMatchObject({ code: 'invalid_request', argument });
    expect(requests).toEqual([]);
  });
});
