import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import type { QdrantClient } from '@qdrant/js-client-rest';
import type { QdrantClient as OlderClient } from 'qdrant-client-1.18';
import { describe, expect, test } from 'vitest';
import { withReranking } from './with-reranking.ts';

const points = ['2', '6'].map((text, id) => ({
  id,
  version: 0,
  score: 1 - id / 10,
  payload: { text },
}));
const groups = [{ id: 'a', hits: points }];

/** A client that answers everything, and remembers what it was asked. */
function answeringClient() {
  const asked: unknown[] = [];
  const answering =
    <T>(answerOf: (request: { searches?: unknown }) => T) =>
    async (_: string, request: object) => {
      asked.push(structuredClone(request));
      return structuredClone(answerOf(request));
    };
  const each = (answer: unknown) =>
    answering(({ searches }) => (Array.isArray(searches) ? searches.map(() => answer) : answer));
  const client = {
    query: answering(() => ({ points })),
    queryBatch: each({ points }),
    queryGroups: answering(() => ({ groups })),
    search: answering(() => points),
    searchBatch: each(points),
    recommend: answering(() => points),
    discoverPoints: answering(() => points),
    searchPointGroups: answering(() => ({ groups })),
  };
  const scorer = fakeScorer(Number);
  const options = { reranker: createReranker({ scorer }), passage: 'text' };
  return {
    asked,
    scorer,
    wrapped: withReranking(client as unknown as QdrantClient, options),
    older: withReranking(client as unknown as OlderClient, options),
  };
}

const skipped = (reason: string) => ({
  outcome: 'skipped',
  reason: expect.stringContaining(reason) as string,
});
const text = (about: string) => ({ text: about, model: 'bm25' });

describe('a search that says nothing of reranking and cannot be reranked', () => {
  test.each<[string, object, string]>([
    ['a vector', { query: [1] }, '(a vector) holds no text'],
    ['a point id', { query: 7, limit: 3 }, '(a point id) holds no text'],
    ['a listing', { filter: {} }, '(without a query) holds no text'],
    ['a sort', { query: { order_by: 'year' } }, 'query.order_by is a sort'],
    ['a random order', { query: { sample: 'random' } }, 'query.sample is a random order'],
    [
      'two texts',
      { prefetch: [{ query: text('apples') }, { query: text('pears') }], query: { fusion: 'rrf' } },
      '("apples", "pears")',
    ],
    ['a bad limit', { query: text('apples'), limit: 0 }, 'limit must be a positive integer'],
    ['a bad offset', { query: text('apples'), offset: -1 }, 'offset must be an integer'],
    ['a payload of no kind', { query: text('apples'), with_payload: 'text' }, 'with_payload must'],
  ])('is answered as it comes, and says why: %s', async (_, request, reason) => {
    const { wrapped, asked, scorer } = answeringClient();
    expect(await wrapped.query('books', request)).toEqual({ points, rerank: skipped(reason) });
    expect(asked).toEqual([request]);
    expect(scorer.requests).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a vector', { query: [1] }, '(a vector) holds no text'],
    ['a sort', { query: { order_by: 'year' } }, 'query.order_by is a sort'],
    ['a bad group_size', { query: text('apples'), group_size: 0 }, 'group_size must be'],
    ['a payload of no kind', { query: text('apples'), with_payload: 'text' }, 'with_payload must'],
  ])('is answered in groups as it comes, and says why: %s', async (_, request, reason) => {
    const { wrapped, asked } = answeringClient();
    const grouped = { ...request, group_by: 'author' };
    const answer = await wrapped.queryGroups('books', grouped);
    expect(answer).toEqual({ groups, rerank: skipped(reason) });
    expect(asked).toEqual([grouped]);
  });

  test('keeps no other search of its batch from being reranked', async () => {
    const { wrapped, asked } = answeringClient();
    const listing = { query: { order_by: 'year' }, limit: 2 };
    const answers = await wrapped.queryBatch('books', {
      searches: [{ query: text('apples') }, listing, { query: [1], rerank: false }],
    });
    expect(answers.map((answer) => answer.points.map(({ id }) => id))).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
    expect(answers[0]?.rerank?.outcome).toBe('reranked');
    expect(answers[1]).toEqual({ points, rerank: skipped('is a sort') });
    expect(answers[2]).toEqual({ points });
    expect(asked).toMatchObject([{ searches: [{ limit: 101 }, listing, { query: [1] }] }]);
  });

  test('is answered by the methods of clients up to 1.18, with why as a property of the array', async () => {
    const { older, asked } = answeringClient();
    const request = { vector: [1], limit: 2 };
    const answers = [
      await older.search('books', request),
      await older.recommend('books', { positive: [1], limit: 2 }),
      await older.discoverPoints('books', { target: 1, limit: 2 }),
      ...(await older.searchBatch('books', { searches: [request, request] })),
    ];
    for (const answer of answers) {
      expect([...answer]).toEqual(points);
      expect(answer.rerank).toEqual(skipped('holds no text'));
    }
    expect(asked[0]).toEqual(request);
    const grouped = { ...request, group_by: 'author', group_size: 2 };
    expect(await older.searchPointGroups('books', grouped)).toEqual({
      groups,
      rerank: skipped('holds no text'),
    });
  });

  test.each([{ searches: undefined }, { searches: {} }, { searches: [null] }])(
    'leaves it to the engine what a batch of %j is',
    async (batch) => {
      const { wrapped, older, asked } = answeringClient();
      await wrapped.queryBatch('books', batch as never);
      await older.searchBatch('books', batch as never);
      expect(asked).toEqual([batch, batch]);
    },
  );

  test("rejects with the client's own error", async () => {
    const error = Object.assign(new Error('Bad Request'), { status: 400 });
    const failing = () => Promise.reject(error);
    const client = { query: failing, queryBatch: failing, queryGroups: failing };
    const reranker = createReranker({ scorer: fakeScorer(Number) });
    const wrapped = withReranking(client, { reranker, passage: 'text' });
    for (const call of [
      wrapped.query('books', { query: [1], limit: 0 }),
      wrapped.queryBatch('books', { searches: [{ query: [1] }, { query: [1], rerank: false }] }),
      wrapped.queryGroups('books', { query: [1], group_by: 'author' }),
    ]) {
      await expect(call).rejects.toBe(error);
    }
  });
});
