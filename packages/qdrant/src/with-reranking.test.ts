import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import type { QdrantClient as OlderClient } from 'qdrant-client-1.18';
import { describe, expect, test } from 'vitest';
import { withReranking } from './with-reranking.ts';

type Requests = Record<string, unknown>[];

/** A client with private state, over points whose texts are the levels that they get. */
class FakeClient {
  readonly #points = ['2', '6', '4', '5'].map((text, id) => ({
    id,
    version: 0,
    score: 0.9 - id / 10,
    payload: { text },
  }));
  readonly requests: Requests = [];

  async query(_: string, request: Schemas['QueryRequest']) {
    this.requests.push({ ...request });
    return { points: this.#points.slice(0, request.limit ?? 10) };
  }

  async queryBatch(_: string, { searches, ...batch }: { searches: { limit?: number | null }[] }) {
    this.requests.push({ searches, ...batch });
    return searches.map(({ limit }) => ({ points: this.#points.slice(0, limit ?? 10) }));
  }

  async queryGroups(_: string, request: { limit?: number }) {
    this.requests.push({ ...request });
    const groups = [
      { id: 'a', hits: [this.#points[0], this.#points[2]] },
      { id: 'b', hits: [this.#points[1], this.#points[3]], lookup: { id: 7 } },
      { id: 'c', hits: [this.#points[3]] },
    ];
    return { groups: groups.slice(0, request.limit) };
  }

  async search(_: string, request: { limit?: number }) {
    this.requests.push({ ...request });
    return this.#points.slice(0, request.limit);
  }

  async searchBatch(_: string, { searches }: { searches: { limit: number }[] }) {
    return searches.map(({ limit }) => this.#points.slice(0, limit));
  }

  async searchPointGroups(_: string, request: object) {
    return this.queryGroups(_, request);
  }

  name(): string {
    return `a client of ${this.#points.length} points`;
  }
}

function wrapped(options: { rankWindowSize?: number } = {}) {
  const fake = new FakeClient();
  const scorer = fakeScorer(Number);
  const all = { reranker: createReranker({ scorer }), passage: 'text', ...options };
  return {
    fake,
    scorer,
    client: withReranking(fake as unknown as QdrantClient, all),
    older: withReranking(fake as unknown as OlderClient, all),
  };
}

const query = { text: 'apples', model: 'bm25' };
const rerank = { query: 'apples' };
const idsOf = (points: readonly { id: unknown }[]) => points.map(({ id }) => id);

describe('withReranking', () => {
  test('reranks query, by the text of the request or by another', async () => {
    const { client } = wrapped();
    expect(idsOf((await client.query('books', { query })).points)).toEqual([1, 3, 2, 0]);
    const response = await client.query('books', { query: [1], limit: 1, rerank });
    expect(response).toMatchObject({ points: [{ id: 1, score: 6 }], rerank: { scored: 4 } });
  });

  test('leaves a call alone that says so, and whatever else the client can do', async () => {
    const { client, fake } = wrapped();
    const request = { query: { order_by: 'year' }, limit: 3 };
    const { points } = await client.query('books', { ...request, rerank: false });
    expect(idsOf(points)).toEqual([0, 1, 2]);
    expect(points[0]).not.toHaveProperty('rerank');
    expect(fake.requests).toEqual([request]);
    expect((client as unknown as FakeClient).name()).toBe('a client of 4 points');
  });

  test('fetches a batch in one request, and scores what it finds twice only once', async () => {
    const { client, fake, scorer } = wrapped();
    const responses = await client.queryBatch('books', {
      timeout: 5,
      searches: [
        { query },
        { query, limit: 1, offset: 1 },
        { query: [1], limit: 2, rerank: false },
        { query: [1], rerank: { query: 'pears', rankWindowSize: 2 } },
      ],
    });
    expect(responses.map(({ points }) => idsOf(points))).toEqual([
      [1, 3, 2, 0],
      [3],
      [0, 1],
      [1, 0, 2, 3],
    ]);
    expect(responses[2]).not.toHaveProperty('rerank');
    expect(fake.requests).toMatchObject([
      { timeout: 5, searches: [{ limit: 101 }, { limit: 101 }, { limit: 2 }, { limit: 11 }] },
    ]);
    expect(scorer.requests.flatMap(({ passages }) => passages).toSorted()).toEqual([
      '2',
      '2',
      '4',
      '5',
      '6',
      '6',
    ]);
  });

  test('refuses a batch before any request when one of its queries asks for what cannot be', async () => {
    const { client, fake } = wrapped();
    const asking = client.queryBatch('books', {
      searches: [{ query }, { query: [1], rerank: {} }],
    });
    await expect(asking).rejects.toMatchObject({ argument: 'rerank.query' });
    expect(fake.requests).toEqual([]);
  });

  test('reranks the points of each group, and the groups by their best point', async () => {
    const { client, fake } = wrapped();
    const request = { query, group_by: 'author', group_size: 2, limit: 2 };
    const { groups, rerank: summary } = await client.queryGroups('books', request);
    expect(fake.requests[0]).toMatchObject({ limit: 50, group_size: 2, with_payload: ['text'] });
    expect(groups.map(({ id, hits }) => [id, ...idsOf(hits)])).toEqual([
      ['b', 1, 3],
      ['c', 3],
    ]);
    expect(groups[0]).toMatchObject({
      lookup: { id: 7 },
      hits: [{ score: 6, rerank: { retriever_rank: 1 } }, { rerank: { retriever_rank: 2 } }],
    });
    expect(summary).toMatchObject({ outcome: 'reranked', scored: 5 });
  });

  test('scores the first points of all groups before the second ones', async () => {
    const { client } = wrapped({ rankWindowSize: 3 });
    const request = { query, group_by: 'author', group_size: 2, limit: 3 };
    const { groups } = await client.queryGroups('books', request);
    expect(groups.map(({ id, hits }) => [id, ...hits.map(({ score }) => score)])).toEqual([
      ['b', 6, 0],
      ['c', 5],
      ['a', 2, 0],
    ]);
    const above = await client.queryGroups('books', { ...request, rerank: { minScore: 3 } });
    expect(above.groups.map(({ id, hits }) => [id, ...hits.map(({ score }) => score)])).toEqual([
      ['b', 6],
      ['c', 5],
    ]);
  });

  test.each([
    ['limit', { limit: 0 }],
    ['group_size', { group_size: 1.5 }],
  ])('refuses groups with a bad %s', async (argument, params) => {
    const { client, fake } = wrapped();
    const asking = client.queryGroups('books', { query, group_by: 'author', ...params, rerank });
    await expect(asking).rejects.toMatchObject({ argument });
    expect(fake.requests).toEqual([]);
  });

  test('reranks the searches of clients up to 1.18, and has none that the client has not', async () => {
    const { older, client, fake } = wrapped();
    const points = await older.search('books', { vector: [1], limit: 2, rerank });
    expect(idsOf(points)).toEqual([1, 3]);
    expect(points[0]).toMatchObject({ score: 6, payload: { text: '6' }, rerank: { score: 6 } });
    expect(points.rerank).toMatchObject({ outcome: 'reranked', scored: 4 });
    expect(fake.requests[0]).toMatchObject({ with_payload: true });
    const bare = await older.search('books', { vector: [1], limit: 2, rerank: false });
    expect(idsOf(bare)).toEqual([0, 1]);

    const [first, second] = await older.searchBatch('books', {
      searches: [
        { vector: [1], limit: 2, rerank },
        { vector: [1], limit: 2, rerank: false },
      ],
    });
    expect([idsOf(first!), idsOf(second!)]).toEqual([
      [1, 3],
      [0, 1],
    ]);
    const groups = { vector: [1], group_by: 'author', group_size: 2, limit: 1, rerank };
    expect((await older.searchPointGroups('books', groups)).groups[0]?.id).toBe('b');
    expect('recommend' in client).toBe(false);
  });
});
