import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/qdrant';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { hashedNgramVector } from '@lb-rerank/test-engines/workload';
import { QdrantClient } from '@qdrant/js-client-rest';
import { QdrantClient as OlderClient } from 'qdrant-client-1.18';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createQdrantCollection } from '../../data/create-qdrant-collection.ts';
import { BY_LENGTH, serveProxyWith } from '../../data/serve-proxy-beside.ts';

type Client = Record<string, (collection: string, request: object) => Promise<unknown>>;

const RANK_WINDOW_SIZE = 30;
const QUERY = 'cancer';
const vector = { name: 'dense', vector: hashedNgramVector('the risk of cancer', 16) };
const search = { vector, limit: 10, with_payload: true };
const recommend = { positive: [1, 2], negative: [3], using: 'dense', limit: 10 };
const grouped = { group_by: 'topic', group_size: 2, limit: 2 };

// Servers since 1.19 have none of these routes; the engine of our tests has them for this very client.
describeWith('a proxy before Qdrant, asked by a client of 1.18', ['qdrant'], ({ qdrant }) => {
  const collection = `proxied-older-${process.pid}`;
  const current = new QdrantClient({ url: qdrant });
  const options = { passage: 'text', rankWindowSize: RANK_WINDOW_SIZE };
  const started = serveProxyWith(BY_LENGTH, {
    engine: 'qdrant',
    upstream: qdrant,
    rules: [{ index: collection, ...options }],
  });
  const wrapped = withReranking(new OlderClient({ url: qdrant }), {
    reranker: createReranker({ scorer: fakeScorer(BY_LENGTH) }),
    ...options,
  }) as unknown as Client;
  let proxied: Client;
  let hasRoutes: boolean;

  beforeAll(async () => {
    const { url } = await started;
    const headers = { 'x-lb-rerank-query': QUERY };
    proxied = new OlderClient({ url, headers }) as unknown as Client;
    await createQdrantCollection(current, collection, 60);
    const path = `${qdrant}/collections/${collection}/points/search`;
    const { status } = await fetch(path, { method: 'POST', body: '{}' });
    hasRoutes = status !== 404 && status !== 501;
  });
  beforeEach(({ skip }) => skip(!hasRoutes, 'this server is newer than 1.18'));
  afterAll(async () => {
    await current.deleteCollection(collection);
    await (await started).stop();
  });

  test.each<[string, object]>([
    ['search', search],
    ['search', { ...search, offset: 5, with_payload: false, with_vector: ['dense'] }],
    ['recommend', { ...recommend, with_payload: { exclude: ['text'] } }],
    [
      'discoverPoints',
      { target: 5, context: [{ positive: 1, negative: 2 }], using: 'dense', limit: 10 },
    ],
    ['searchPointGroups', { vector, ...grouped }],
    ['recommendPointGroups', { ...recommend, ...grouped, with_payload: ['title'] }],
  ])('reranks as a wrapped client does: %s %j', async (method, request) => {
    const rerank = { query: QUERY };
    const expected = await wrapped[method]!(collection, { ...request, rerank });
    expect(ofPoints(await proxied[method]!(collection, request))).toEqual(ofPoints(expected));
  });

  test.each<[string, object]>([
    ['searchBatch', search],
    ['recommendBatch', recommend],
    ['discoverBatchPoints', { target: 5, using: 'dense', limit: 10 }],
  ])('reranks each of a batch as a wrapped client does: %s', async (method, request) => {
    const searches = [request, { ...request, limit: 3 }];
    const asked = searches.map((one) => ({ ...one, rerank: { query: QUERY } }));
    const expected = (await wrapped[method]!(collection, { searches: asked })) as unknown[];
    const found = (await proxied[method]!(collection, { searches })) as unknown[];
    expect(found.map(ofPoints)).toEqual(expected.map(ofPoints));
  });
});

/** Gives the points or groups of an answer, without the account that stands beside them. */
function ofPoints(answer: unknown): unknown {
  return Array.isArray(answer)
    ? [...(answer as unknown[])]
    : (answer as { groups: unknown }).groups;
}
