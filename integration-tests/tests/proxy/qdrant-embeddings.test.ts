import { describeWith } from '@lb-rerank/test-engines/needs';
import { hashedNgramVector } from '@lb-rerank/test-engines/workload';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scifactDocuments } from '../../data/scifact-documents.ts';
import { serveEmbeddings } from '../../data/serve-embeddings.ts';
import { BY_LENGTH, serveProxyWith } from '../../data/serve-proxy-beside.ts';

const MODEL = 'a-stand-in';
const QUERY = 'vitamin supplements and the risk of cancer';

// The embedding server is a stand-in, which hashes the letters of a text.
describeWith('a proxy that embeds texts before Qdrant', ['qdrant'], ({ qdrant }) => {
  const collection = `embedded-${process.pid}`;
  const bare = new QdrantClient({ url: qdrant });
  const started = startProxy(qdrant, collection);
  let { proxy, embedder } = {} as Awaited<typeof started>;
  let proxied: QdrantClient;
  let texts: string[];
  const documentOf = (text: string) => ({ text, model: MODEL });
  const vectorOf = (text: string) => hashedNgramVector(text);

  beforeAll(async () => {
    ({ proxy, embedder } = await started);
    proxied = new QdrantClient({ url: proxy.url });
    texts = (await scifactDocuments(40)).map(({ text }) => text);
    const size = vectorOf(QUERY).length;
    await bare.createCollection(collection, { vectors: { size, distance: 'Dot' } });
    const pointOf = (text: string, id: number) => ({
      id,
      vector: documentOf(text),
      payload: { text, topic: id % 2 },
    });
    const points = texts.map(pointOf);
    const columns = points.slice(20, 30);
    await proxied.upsert(collection, { wait: true, points: points.slice(0, 20) });
    await proxied.upsert(collection, {
      wait: true,
      batch: {
        ids: columns.map(({ id }) => id),
        vectors: columns.map(({ vector }) => vector),
        payloads: columns.map(({ payload }) => payload),
      },
    });
    const late = points.slice(30);
    await proxied.batchUpdate(collection, {
      wait: true,
      operations: [
        { upsert: { points: late.map((point) => ({ ...point, vector: vectorOf('') })) } },
      ],
    });
    await proxied.updateVectors(collection, {
      wait: true,
      points: late.map(({ id, vector }) => ({ id, vector })),
    });
  });
  afterAll(async () => {
    await bare.deleteCollection(collection);
    await proxy.stop();
    embedder.close();
  });

  test('writes the vectors of texts, in every way in which points are written', async () => {
    const ids = texts.map((_, id) => id);
    const points = await bare.retrieve(collection, { ids, with_vector: true });
    const expected = texts.map((text, id) => ({ id, vector: vectorOf(text) }));
    const found = points.map(({ id, vector }) => ({ id, vector }));
    expect(found.toSorted((a, b) => Number(a.id) - Number(b.id))).toEqual(expected);
  });

  test('leaves it to Qdrant where a model is its own', async () => {
    const request = { query: { text: QUERY, model: 'Qdrant/bm25' }, limit: 3 };
    const answerOf = (client: QdrantClient) =>
      client
        .query(collection, request)
        .catch(({ status, data }: { status: number; data: object }) => ({
          status,
          told: { ...data, time: 0 },
        }));
    expect(await answerOf(proxied)).toEqual(await answerOf(bare));
  });

  test('looks for a text as for its vector', async () => {
    const off = new QdrantClient({ url: proxy.url, headers: { 'x-lb-rerank': 'off' } });
    const request = { limit: 40, with_payload: true };
    expect(await off.query(collection, { ...request, query: documentOf(QUERY) })).toEqual(
      await bare.query(collection, { ...request, query: vectorOf(QUERY) }),
    );
  });

  test.each(['query', 'queryBatch', 'queryGroups'] as const)(
    'reranks by the text: %s',
    async (method) => {
      const search = { query: documentOf(QUERY), limit: 5, with_payload: true };
      const answers = {
        query: () => proxied.query(collection, search),
        queryBatch: async () => (await proxied.queryBatch(collection, { searches: [search] }))[0]!,
        queryGroups: async () => {
          const { groups, ...rest } = await proxied.queryGroups(collection, {
            ...search,
            group_by: 'topic',
          });
          return { ...rest, points: groups.flatMap(({ hits }) => hits) };
        },
      };
      const answer = await answers[method]();
      expect(answer).toMatchObject({ rerank: { outcome: 'reranked' } });
      expect(answer.points).toHaveLength(method === 'queryGroups' ? 6 : 5);
      for (const { score, payload } of answer.points) {
        expect(score).toBeCloseTo(BY_LENGTH(payload!['text'] as string), 5);
      }
    },
  );
});

async function startProxy(qdrant: string, collection: string) {
  const embedder = await serveEmbeddings();
  const proxy = await serveProxyWith(BY_LENGTH, {
    engine: 'qdrant',
    upstream: qdrant,
    embeddings: { url: embedder.url },
    rules: [{ index: collection, passage: 'text' }],
  });
  return { proxy, embedder };
}
