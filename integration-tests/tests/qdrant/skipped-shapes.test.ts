import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { type QueryGroupsRequest, type QueryRequest, withReranking } from '@lb-rerank/qdrant';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { QdrantClient, type Schemas } from '@qdrant/js-client-rest';
import { beforeAll, expect, test } from 'vitest';
import { createQdrantCollection } from '../../data/create-qdrant-collection.ts';
import { FaultyQdrantClient } from '../../data/faulty-qdrant-client.ts';
import { qdrantShapes } from '../../requests/qdrant-shapes.ts';

describeWith('shapes of Qdrant that say nothing of reranking', ['qdrant'], ({ qdrant }) => {
  const collection = `skipped-${process.pid}`;
  const { query, queryGroups, unrerankable, thresholds, wrong } = qdrantShapes(collection);
  const sound = new QdrantClient({ url: qdrant });
  // Without a fault, it remembers what it answered: the engine promises no order of equal scores.
  const bare = new FaultyQdrantClient({ url: qdrant });
  const options = { reranker: createReranker({ scorer: fakeScorer(() => 1) }), passage: 'text' };
  const client = withReranking(bare, options);
  const skipped = { outcome: 'skipped', reason: expect.any(String) as string };

  beforeAll(async () => {
    await createQdrantCollection(sound, collection);
    return () => sound.deleteCollection(collection);
  });

  test.each(Object.entries({ ...query, ...unrerankable }))(
    'are answered as by the bare client, and say why: %s',
    async (_, shape) => {
      const { rerank, ...answer } = await client.query(collection, shape as QueryRequest);
      expect(answer).toEqual(bare.answerTo(shape));
      expect(rerank).toEqual(skipped);
      const scoresOf = ({ points }: Schemas['QueryResponse']) => points.map(({ score }) => score);
      expect(scoresOf(answer)).toEqual(scoresOf(await sound.query(collection, shape)));
    },
  );

  test.each(Object.entries(queryGroups))(
    'are answered as by the bare client, and say why: %s',
    async (_, shape) => {
      const asked = shape as QueryGroupsRequest;
      const { rerank, groups } = await client.queryGroups(collection, asked);
      const expected = await sound.queryGroups(collection, shape);
      expect(groups.map(({ id, hits }) => [id, hits.length])).toEqual(
        expected.groups.map(({ id, hits }) => [id, hits.length]),
      );
      expect(rerank).toEqual(skipped);
    },
  );

  test.each(Object.entries(wrong))(
    "are refused by the engine's own error: %s",
    async (_, shape) => {
      const refusalOf = (asking: Promise<unknown>) =>
        asking.then(
          () => undefined,
          ({ status, data }: { status: number; data: { status: unknown } }) => [
            status,
            data.status,
          ],
        );
      const expected = await refusalOf(sound.query(collection, shape));
      expect(expected).toBeDefined();
      expect(await refusalOf(client.query(collection, shape))).toEqual(expected);
    },
  );

  test.each(Object.entries(thresholds))(
    'find no more than the bare client where they are reranked, since their threshold keeps its meaning: %s',
    async (_, shape) => {
      const rerank = { query: 'vitamins' };
      const { points } = await client.query(collection, { ...shape, limit: 50, rerank });
      const expected = await sound.query(collection, { ...shape, limit: 50 });
      const scoresOf = (scores: readonly (number | null)[]) =>
        scores.toSorted((a, b) => Number(a) - Number(b));
      expect(expected.points.length).toBeGreaterThan(0);
      expect(scoresOf(points.map(({ rerank: mark }) => mark.retriever_score))).toEqual(
        scoresOf(expected.points.map(({ score }) => score)),
      );
    },
  );
});
