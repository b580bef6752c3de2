import { createReranker, type RerankSummary } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import { describe, expect, test } from 'vitest';
import { withReranking } from './with-reranking.ts';

type Query = Schemas['QueryRequest'];
type Groups = Schemas['QueryGroupsRequest'];

const COUNT = 90;
const refusalOf = (status: number, error: string) =>
  Object.assign(new Error('refused'), { status, data: { status: { error } } });

/**
 * An engine of points whose texts get the higher levels the later they come.
 *
 * @param mostPoints its `max_query_limit`
 * @param isFailing whether it fails on a request of this limit
 */
function engineOf({
  mostPoints = Infinity,
  scoreOf = (id: number) => 1 - id / 100,
  isFailing = () => false,
}: {
  mostPoints?: number;
  scoreOf?: (id: number) => number;
  isFailing?: (limit: number) => boolean;
}) {
  const limits: number[] = [];
  const asked: object[] = [];
  const requireLimit = (limit: number) => {
    limits.push(limit);
    if (isFailing(limit)) throw refusalOf(500, 'out of memory');
    if (limit > mostPoints) {
      throw refusalOf(
        400,
        `Wrong input: Limit exceeded ${limit} > ${mostPoints} for "limit". Help: Reduce the "limit" parameter to or below ${mostPoints}.`,
      );
    }
  };
  const pointOf = (id: number, hasPayload: boolean) => ({
    id,
    version: 0,
    score: scoreOf(id),
    ...(hasPayload && { payload: { text: `${1 + (id / COUNT) * 6}` } }),
  });
  const query = async (_: string, request: Query) => {
    const { limit, offset, with_payload } = request;
    asked.push(request);
    requireLimit(limit ?? 10);
    const ids = Array.from({ length: COUNT }, (__, id) => id);
    const page = ids.slice(offset ?? 0, (offset ?? 0) + (limit ?? 10));
    return { points: page.map((id) => pointOf(id, Boolean(with_payload))) };
  };
  const client = {
    query,
    queryBatch: (collection: string, { searches }: { searches: Query[] }) =>
      Promise.all(searches.map((search) => query(collection, search))),
    queryGroups: async (_: string, { limit, group_size, with_payload }: Groups) => {
      const size = group_size ?? 3;
      requireLimit((limit ?? 10) * size);
      const groups = Array.from({ length: limit ?? 10 }, (__, group) => ({
        id: group,
        hits: Array.from({ length: size }, (___, n) =>
          pointOf(group * size + n, Boolean(with_payload)),
        ),
      }));
      return { groups };
    },
  };
  const reranker = createReranker({ scorer: fakeScorer(Number) });
  const bare = client as unknown as QdrantClient;
  return { client: withReranking(bare, { reranker, passage: 'text' }), limits, asked };
}

const rerank = { query: 'apples' };
const near = { query: [1], rerank };
const idsOf = ({ points }: { points: readonly { id: unknown }[] }) => points.map(({ id }) => id);
const descending = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, n) => from - n);

describe('a wider request for a tie that fails', () => {
  const scoreOf = () => 0.5;

  test('leaves the first answer, which was complete', async () => {
    const { client, limits } = engineOf({ scoreOf, isFailing: (limit) => limit > 21 });
    const call = { ...near, limit: 3, rerank: { ...rerank, rankWindowSize: 20 } };
    const { points, rerank: summary } = await client.query('books', call);
    expect(points.map(({ id }) => id)).toEqual([19, 18, 17]);
    expect(summary).toMatchObject({ outcome: 'reranked', scored: 20 });
    expect(limits).toEqual([21, 42]);
  });

  test('costs no other search of the batch anything', async () => {
    const { client } = engineOf({ scoreOf, isFailing: (limit) => limit > 41 });
    const windowOf = (rankWindowSize: number) => ({
      ...near,
      limit: 2,
      rerank: { ...rerank, rankWindowSize },
    });
    const answers = await client.queryBatch('books', { searches: [windowOf(40), windowOf(10)] });
    expect(answers.map(idsOf)).toEqual([
      [39, 38],
      [9, 8],
    ]);
    expect(answers.map((answer) => answer.rerank.outcome)).toEqual(['reranked', 'reranked']);
  });

  test('is still ended by the caller', async () => {
    const caller = new AbortController();
    const { client } = engineOf({
      scoreOf,
      isFailing: (limit) => {
        if (limit > 21) caller.abort(new Error('enough'));
        return limit > 21;
      },
    });
    const call = { ...near, rerank: { ...rerank, rankWindowSize: 20 } };
    const asking = client.query('books', call, { signal: caller.signal });
    await expect(asking).rejects.toThrow('enough');
  });
});

describe('a collection in strict mode with max_query_limit', () => {
  test('settles ties within a limit that lets the rank window through', async () => {
    const { client, limits } = engineOf({ mostPoints: 50, scoreOf: () => 0.5 });
    const call = { ...near, limit: 3, rerank: { ...rerank, rankWindowSize: 50 } };
    const { points, rerank: summary } = await client.query('books', call);
    expect(points.map(({ id }) => id)).toEqual([49, 48, 47]);
    expect(summary).toMatchObject({ outcome: 'reranked', scored: 50 });
    expect(summary).not.toHaveProperty('reason');
    expect(limits).toEqual([51, 50]);
  });

  test('reranks as many points as it lets through, and names the largest rank window', async () => {
    const { client } = engineOf({ mostPoints: 50 });
    const { points, rerank: summary } = await client.query('books', { ...near, limit: 3, rerank });
    expect(points.map(({ id }) => id)).toEqual([49, 48, 47]);
    expect(summary).toMatchObject({
      outcome: 'partial',
      scored: 50,
      reason: expect.stringContaining('set rankWindowSize to 50 or less'),
      error: { code: 'retrieval_failed', message: expect.stringContaining('101 > 50') },
    });
  });

  test('shows every point once, also where a page reaches over its end or lies behind it', async () => {
    const { client, limits } = engineOf({ mostPoints: 25 });
    const pages: unknown[] = [];
    for (let offset = 0; offset < COUNT; offset += 20) {
      const answer = await client.query('books', { ...near, offset, limit: 20, rerank });
      pages.push(...idsOf(answer));
      expect(
        answer.points.every(({ id, rerank: mark }) => mark.retriever_rank === Number(id) + 1),
      ).toBe(true);
    }
    const behind = Array.from({ length: COUNT - 25 }, (_, n) => 25 + n);
    expect(pages).toEqual([...descending(24, 0), ...behind]);
    expect(Math.max(...limits.filter((limit) => limit < 100))).toBeLessThanOrEqual(25);
  });

  test('bounds prefetches too, and the points of groups', async () => {
    const { client, asked } = engineOf({ mostPoints: 50 });
    const prefetch = [{ query: [1] }, { query: [2], limit: 30 }];
    await client.query('books', { ...near, query: { fusion: 'rrf' }, prefetch });
    expect(asked[1]).toMatchObject({ prefetch: [{ limit: 50 }, { limit: 50 }], limit: 50 });
    const grouped = { ...near, group_by: 'author', group_size: 4, limit: 2 };
    const { groups, rerank: summary } = await client.queryGroups('books', grouped);
    expect(groups.map(({ id }) => id)).toEqual([11, 10]);
    expect(summary).toMatchObject({ outcome: 'partial', scored: 48 });
  });

  test("refuses the caller's own limit in the engine's words", async () => {
    const { client, limits } = engineOf({ mostPoints: 50 });
    const asking = client.query('books', { ...near, offset: 0, limit: 60 });
    await expect(asking).rejects.toThrow('Limit exceeded 60 > 50');
    expect(limits).toEqual([101, 60]);
    const grouped = { ...near, group_by: 'author', group_size: 6, limit: 10 };
    await expect(client.queryGroups('books', grouped)).rejects.toThrow('Limit exceeded 60 > 50');
  });
});

describe('a request for the rank window that fails', () => {
  const isFailing = (limit: number) => limit > 30;
  const reasonOf = ({ outcome, reason, error }: RerankSummary) => [outcome, reason, error?.message];
  const why =
    'Qdrant answered only the request as it came, and not the one for the whole rank window';
  const message = 'could not retrieve candidates from books: out of memory';

  test("gives the caller's own page, reranked by itself, and says so", async () => {
    const { client, asked } = engineOf({ isFailing });
    const request = { query: [1], offset: 5, limit: 4, with_payload: true };
    const { points, rerank: summary } = await client.query('books', { ...request, rerank });
    expect(points.map(({ id, rerank: mark }) => [id, mark.retriever_rank])).toEqual([
      [8, 9],
      [7, 8],
      [6, 7],
      [5, 6],
    ]);
    expect(reasonOf(summary)).toEqual(['partial', why, message]);
    expect(asked.at(-1)).toEqual(request);
  });

  test("keeps the engine's order where the caller's own request brings no passage", async () => {
    const { client } = engineOf({ isFailing });
    const { points, rerank: summary } = await client.query('books', { ...near, limit: 3, rerank });
    expect(points.map(({ id, score }) => [id, score])).toEqual([
      [0, 1],
      [1, 0.99],
      [2, 0.98],
    ]);
    expect(points[0]).not.toHaveProperty('payload');
    expect(summary).toMatchObject({ outcome: 'fallback', reason: expect.stringContaining(why) });
  });

  test('does the same for each search of a batch, and for groups', async () => {
    const { client } = engineOf({ isFailing });
    const search = { ...near, limit: 2, with_payload: true };
    const answers = await client.queryBatch('books', {
      searches: [search, { query: [1], limit: 2 }],
    });
    expect(answers.map(idsOf)).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(answers.map((answer) => answer.rerank.outcome)).toEqual(['partial', 'skipped']);
    const grouped = { ...search, group_by: 'author', group_size: 2 };
    const { groups, rerank: summary } = await client.queryGroups('books', grouped);
    expect(groups.map(({ id, hits }) => [id, ...hits.map((hit) => hit.id)])).toEqual([
      [1, 3, 2],
      [0, 1, 0],
    ]);
    expect(reasonOf(summary)).toEqual(['partial', why, message]);
  });

  test('keeps points below minScore out of that page', async () => {
    const { client } = engineOf({ isFailing });
    const call = {
      query: [1],
      limit: 10,
      with_payload: true,
      rerank: { ...rerank, minScore: 1.5 },
    };
    const { points, rerank: summary } = await client.query('books', call);
    expect(points.map(({ id }) => id)).toEqual([9, 8]);
    expect(summary.below_min_score).toBe(8);
  });
});
