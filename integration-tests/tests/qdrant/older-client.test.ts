import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';
import { QdrantClient as OlderClient } from 'qdrant-client-1.18';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createQdrantCollection } from '../../data/create-qdrant-collection.ts';
import { hashedNgramVector } from '@lb-rerank/test-engines/workload';
import { describeWith } from '@lb-rerank/test-engines/needs';

interface Found {
  id: unknown;
  score: number;
  rerank?: unknown;
}
interface Grouped {
  groups: { id: string; hits: Found[] }[];
}
type Client = Record<string, (collection: string, request: object) => Promise<unknown>>;

const vector = { name: 'dense', vector: hashedNgramVector('the risk of cancer', 16) };
const limit = 10;
const rerank = { query: 'cancer' };
const search = { vector, limit };
const recommend = { positive: [1, 2], negative: [3], using: 'dense', limit };
const grouped = { group_by: 'topic', group_size: 2, limit: 2 };

const SINGLE: [string, object][] = [
  ['search', search],
  ['search', { ...search, offset: 5, with_payload: false, with_vector: ['dense'] }],
  ['search', { ...search, with_payload: ['title'], score_threshold: 0.1 }],
  ['recommend', recommend],
  ['recommend', { ...recommend, strategy: 'best_score', with_payload: { exclude: ['text'] } }],
  ['discoverPoints', { target: 5, context: [{ positive: 1, negative: 2 }], using: 'dense', limit }],
];
const BATCHES: [string, object][] = [
  ['searchBatch', search],
  ['recommendBatch', recommend],
  ['recommend_batch', recommend],
  ['discoverBatchPoints', { target: 5, using: 'dense', limit }],
];
const GROUPS: [string, object][] = [
  ['searchPointGroups', { vector, ...grouped }],
  ['recommendPointGroups', { ...recommend, ...grouped, with_payload: ['title'] }],
];

// Servers since 1.19 have none of these routes; the engine of our tests has them for this very client.
describeWith('withReranking on a client of 1.18', ['qdrant'], ({ qdrant }) => {
  const collection = `older-${process.pid}`;
  const current = new QdrantClient({ url: qdrant });
  const older = new OlderClient({ url: qdrant });
  const bare = older as unknown as Client;
  const client = withReranking(older, {
    reranker: createReranker({ scorer: fakeScorer((passage) => 1 + (passage.length % 7) * 0.9) }),
    passage: 'text',
    rankWindowSize: 30,
  }) as unknown as Client;

  let hasRoutes: boolean;
  beforeAll(async () => {
    await createQdrantCollection(current, collection, 60);
    const url = `${qdrant}/collections/${collection}/points/search`;
    const { status } = await fetch(url, { method: 'POST', body: '{}' });
    hasRoutes = status !== 404 && status !== 501;
  });
  beforeEach(({ skip }) => skip(!hasRoutes, 'this server is newer than 1.18'));
  afterAll(() => current.deleteCollection(collection));

  test.each(SINGLE)('%s changes nothing but order and scores: %j', async (method, request) => {
    const points = await client[method]!(collection, { ...request, rerank });
    const whole = await bare[method]!(collection, { ...request, offset: 0, limit: 40 });
    expect(points).toHaveLength(limit);
    expect(points).toMatchObject({ rerank: { outcome: 'reranked', rank_window_size: 30 } });
    expectPointsOf(whole as Found[], points as Found[]);
  });

  test.each(BATCHES)('%s reranks item by item', async (method, request) => {
    const searches = [
      { ...request, rerank },
      { ...request, rerank: false },
    ];
    const [reranked, alone] = (await client[method]!(collection, { searches })) as Found[][];
    const asked = [{ ...request, limit: 40 }, request];
    const [whole, expected] = (await bare[method]!(collection, { searches: asked })) as Found[][];
    expectPointsOf(whole!, reranked!);
    expect(alone).toEqual(expected);
  });

  test.each(GROUPS)('%s reranks within groups', async (method, request) => {
    const { groups } = (await client[method]!(collection, { ...request, rerank })) as Grouped;
    const whole = (await bare[method]!(collection, request)) as Grouped;
    expect(groups.map(({ id }) => id).toSorted()).toEqual(['even', 'odd']);
    for (const { id, hits } of groups) {
      expectPointsOf(whole.groups.find((group) => group.id === id)!.hits, hits);
    }
  });
});

function expectPointsOf(whole: readonly Found[], reranked: readonly Found[]): void {
  const pointOf = new Map(whole.map((point) => [point.id, point]));
  for (const { rerank: _, score, ...point } of reranked) {
    const { score: __, ...expected } = pointOf.get(point.id)!;
    expect(point).toEqual(expected);
    expect(score).toBeGreaterThanOrEqual(1);
  }
  const scores = reranked.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
}
