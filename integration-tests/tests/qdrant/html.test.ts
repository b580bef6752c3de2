import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';

const pages = [
  '<nav>7</nav><p>2',
  '<script>draw(7)</script>',
  '<main><p hidden>1</p><b>6</b></main>',
];

describeWith('points whose text is HTML', ['qdrant'], ({ qdrant }) => {
  const bare = new QdrantClient({ url: qdrant });
  const collection = `html-${process.pid}`;

  beforeAll(async () => {
    await bare.createCollection(collection, { vectors: { size: 1, distance: 'Dot' } });
    const points = pages.map((page, n) => ({
      id: n,
      vector: [n + 1],
      payload: { title: 'Apples', page },
    }));
    await bare.upsert(collection, { wait: true, points });
  });
  afterAll(() => bare.deleteCollection(collection));

  test('are read without what is no text, behind labels, and come as they were', async () => {
    const scorer = fakeScorer((text) => Number(/\d/.exec(text)![0]));
    const client = withReranking(bare, {
      reranker: createReranker({ scorer }),
      passage: { field: 'page', format: 'html', label: 'Level' },
    });
    const request = { query: [1], with_payload: ['page'] };
    const { points, rerank } = await client.query(collection, {
      ...request,
      rerank: { query: 'apples' },
    });
    expect(points.map(({ id, rerank: { score }, payload }) => [id, score, payload])).toEqual([
      [2, 6, { page: pages[2] }],
      [0, 2, { page: pages[0] }],
      [1, null, { page: pages[1] }],
    ]);
    expect(rerank).toMatchObject({ outcome: 'reranked', scored: 2 });
    const read = scorer.requests.flatMap(({ passages }) => passages);
    expect(read.toSorted()).toEqual(['Level: 2', 'Level: 6']);
  });
});
