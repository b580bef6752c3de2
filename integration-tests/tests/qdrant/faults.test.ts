import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createQdrantCollection, HUGE_ID } from '../../data/create-qdrant-collection.ts';
import { hashedNgramVector } from '@lb-rerank/test-engines/workload';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { startQdrantEdgeProcess } from '@lb-rerank/test-engines/qdrant';

describeWith('faults around reranked queries of Qdrant', ['qdrant'], ({ qdrant }) => {
  const bare = new QdrantClient({ url: qdrant });
  const collection = `faults-${process.pid}`;
  const empty = `${collection}-empty`;
  const scorer = fakeScorer((passage) => 1 + (passage.length % 6));
  const options = { reranker: createReranker({ scorer }), passage: 'text', rankWindowSize: 20 };
  const client = withReranking(bare, options);
  const near = { query: hashedNgramVector('the risk of cancer', 16), using: 'dense' };
  const rerank = { query: 'cancer' };

  beforeAll(async () => {
    await createQdrantCollection(bare, collection, 30);
    await bare.createCollection(empty, { vectors: { size: 2, distance: 'Dot' } });
  });
  afterAll(async () => {
    await bare.deleteCollection(collection);
    await bare.deleteCollection(empty);
  });

  test.each<[string, string, object]>([
    ['a missing collection', 'nowhere', near],
    ['a vector of another size', collection, { ...near, query: [1, 2] }],
    ['a vector name that is missing', collection, { ...near, using: 'none' }],
    ['a bad filter', collection, { ...near, filter: { must: [{ key: 'x', range: { gt: 'y' } }] } }],
    ['a point that is missing', collection, { ...near, query: 999_999 }],
    ['a bad payload selection', collection, { ...near, with_payload: ['a..'] }],
  ])('says in the words of the engine what is wrong with %s', async (_, name, request) => {
    const bareError = await bare.query(name, request).then(
      () => undefined,
      (error: { status: number; data: { status: { error: string } } }) => error,
    );
    const asking = client.query(name, { ...request, rerank });
    await expect(asking).rejects.toMatchObject({
      code: 'retrieval_failed',
      source: name,
      status: bareError!.status,
      message: `could not retrieve candidates from ${name}: ${bareError!.data.status.error}`,
      cause: { status: bareError!.status },
    });
  });

  test('finds nothing in an empty collection, and nothing is wrong with that', async () => {
    const { points, rerank: summary } = await client.query(empty, { query: [1, 2], rerank });
    expect(points).toEqual([]);
    expect(summary).toMatchObject({ outcome: 'reranked', rank_window_size: 0 });
    const groups = { query: [1, 2], group_by: 'topic', rerank };
    expect((await client.queryGroups(empty, groups)).groups).toEqual([]);
    expect(await client.queryBatch(empty, { searches: [] })).toEqual([]);
  });

  test.each(['subtitle', 'length', 'author', 'chunks[].n'])(
    'keeps all points in their order where the payload has no text at %s',
    async (passage) => {
      const request = { ...near, limit: 25 };
      const expected = (await bare.query(collection, request)).points;
      const call = { ...request, rerank: { ...rerank, passage } };
      const { points, rerank: summary } = await client.query(collection, call);
      expect(points.map(({ id, score }) => [id, score])).toEqual(
        expected.map(({ id, score }) => [id, score]),
      );
      expect(summary).toMatchObject({ scored: 0, without_passage: 20 });
    },
  );

  test("gives the engine's own points, marked, when the model is down or slow", async () => {
    const down = createVllmScorer({ baseURL: 'http://127.0.0.1:9/v1', model: 'lb-reranker' });
    const slow = fakeScorer(() => new Promise<number>(() => {}));
    const request = { ...near, limit: 25, with_payload: ['title'], with_vector: ['dense'] };
    const expected = await bare.query(collection, request);
    for (const [failing, code] of [
      [down, 'backend_connection'],
      [slow, 'backend_timeout'],
    ] as const) {
      const reranker = createReranker({ scorer: failing, deadlineMs: 100 });
      const wrapped = withReranking(bare, { ...options, reranker });
      const { points, rerank: summary } = await wrapped.query(collection, { ...request, rerank });
      const marks = points.map((point) => ({ rerank: point.rerank }));
      expect(points).toEqual(expected.points.map((point, n) => ({ ...point, ...marks[n] })));
      expect(summary).toMatchObject({ outcome: 'fallback', scored: 0, unscored: 20 });
      expect(summary.error).toMatchObject({
        code: expect.stringMatching(`${code}|backend_timeout`),
      });
    }
  });

  test('brings ids and payload beyond 2^53 through, into JSON too', async () => {
    const filter = { must: [{ has_id: [HUGE_ID] }] };
    const request = { ...near, filter, with_payload: ['author'] };
    const response = await client.query(collection, { ...request, rerank });
    expect(response.points[0]).toMatchObject({
      id: HUGE_ID,
      payload: { author: { born: HUGE_ID } },
    });
    const json = JSON.stringify(response);
    expect(json).toContain('"id":18446744073709551615');
    expect(json).toContain('"born":18446744073709551615');
  });

  test('says of an engine that goes down that it can be tried again', async () => {
    const engine = await startQdrantEdgeProcess();
    const mortal = new QdrantClient({ url: engine.url, checkCompatibility: false });
    await createQdrantCollection(mortal, collection, 5);
    const wrapped = withReranking(mortal, options);
    const request = { ...near, rerank };
    expect((await wrapped.query(collection, request)).points).toHaveLength(5);
    await engine.stop();
    await expect(wrapped.query(collection, request)).rejects.toMatchObject({
      code: 'retrieval_failed',
      source: collection,
      isRetryable: true,
    });
  });
});
