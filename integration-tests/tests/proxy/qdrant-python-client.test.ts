import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/qdrant';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { askClient, type ClientStep, pythonProgram } from '@lb-rerank/test-engines/proxy-clients';
import { hashedNgramVector } from '@lb-rerank/test-engines/workload';
import { QdrantClient } from '@qdrant/js-client-rest';
import { beforeAll, expect, test } from 'vitest';
import { RANK_WINDOW_SIZE } from '../../data/clients-beside.ts';
import { scifactDocuments } from '../../data/scifact-documents.ts';
import { serveEmbeddings } from '../../data/serve-embeddings.ts';
import { BY_LENGTH, serveProxyWith } from '../../data/serve-proxy-beside.ts';

const QUERY = 'cells of patients with cancer';
const OTHER = 'bone growth in mice';
const PYTHON = 'python client of Qdrant';

interface Points {
  readonly points: readonly { readonly id: string | number; readonly score: number }[];
}

// The embedding server is a stand-in, which hashes the letters of a text.
describeWith('a proxy before Qdrant, asked from Python', ['qdrant', PYTHON], (needs) => {
  const index = `proxied-python-${process.pid}`;
  const bare = new QdrantClient({ url: needs.qdrant });
  const options = { passage: 'text', rankWindowSize: RANK_WINDOW_SIZE };
  const reranker = createReranker({ scorer: fakeScorer(BY_LENGTH) });
  const wrapped = withReranking(bare, { reranker, ...options });
  const query = hashedNgramVector(QUERY);
  const other = hashedNgramVector(OTHER);
  const rerank = { query: QUERY };
  let documents: { id: string; text: string }[];
  let steps: Readonly<Record<string, ClientStep>>;

  beforeAll(async () => {
    documents = (await scifactDocuments(40)).map(({ id, text }) => ({ id, text }));
    const size = hashedNgramVector('').length;
    await bare.createCollection(index, { vectors: { size, distance: 'Dot' } });
    const embedder = await serveEmbeddings();
    await using proxy = await serveProxyWith(BY_LENGTH, {
      engine: 'qdrant',
      upstream: needs.qdrant,
      embeddings: { url: embedder.url },
      rules: [{ index, ...options }],
    });
    const asked = { index, query: QUERY, other: OTHER, documents, isCompressed: false };
    steps = await askClient([needs[PYTHON], pythonProgram('ask_qdrant')], {
      ...asked,
      url: proxy.url,
    });
    embedder.close();
    return () => bare.deleteCollection(index);
  });

  test('writes all points, with the vectors of their texts', async () => {
    expect([steps['upsert'], steps['upload helper']]).toEqual([{ count: 20 }, { count: 20 }]);
    const [point] = await bare.retrieve(index, {
      ids: [Number(documents[39]!.id)],
      with_vector: true,
    });
    expect(point!.vector).toEqual(hashedNgramVector(documents[39]!.text));
    const ids = steps['scroll']!.hits!.map(([id]) => id);
    expect(ids.toSorted()).toEqual(documents.map(({ id }) => id).toSorted());
  });

  test.each<[string, () => Promise<Points>]>([
    ['by a text', () => wrapped.query(index, { query, limit: 5, rerank })],
    ['page', () => wrapped.query(index, { query, limit: 4, offset: 3, rerank })],
    ['batch 1', () => wrapped.query(index, { query, limit: 3, rerank })],
    ['batch 2', () => wrapped.query(index, { query: other, limit: 3, rerank: { query: OTHER } })],
    [
      'groups',
      async () => {
        const request = { group_by: 'half', query, limit: 2, group_size: 2, rerank };
        const { groups } = await wrapped.queryGroups(index, request);
        return { points: groups.flatMap(({ hits }) => hits) };
      },
    ],
    ['by a vector', () => bare.query(index, { query: vectorOfFirst(), limit: 5 })],
    [
      'by a vector, told the text',
      () => wrapped.query(index, { query: vectorOfFirst(), limit: 5, rerank }),
    ],
  ])('%s', async (step, search) => {
    const { points } = await search();
    expect(points.length).toBeGreaterThan(2);
    expect(steps[step]!.hits).toEqual(points.map(({ id, score }) => [`${id}`, score]));
  });

  function vectorOfFirst(): number[] {
    return hashedNgramVector(documents[0]!.text);
  }
});
