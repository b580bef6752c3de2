import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { type RankedPoint, withReranking } from '@lb-rerank/qdrant';
import { QdrantClient, type Schemas } from '@qdrant/js-client-rest';
import { beforeAll, expect, test } from 'vitest';
import { createQdrantCollection } from '../../data/create-qdrant-collection.ts';
import { qdrantShapes } from '../../requests/qdrant-shapes.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { type CheckedQdrant, serveByContract } from '@lb-rerank/test-engines/qdrant';

type Point = Schemas['ScoredPoint'];
type Query = Schemas['QueryRequest'];
type Groups = Schemas['QueryGroupsRequest'];

const RANK_WINDOW_SIZE = 30;

/** A client that remembers what it was asked last. */
class RecordingClient extends QdrantClient {
  asked: object = {};

  override query(collection: string, request: Query): Promise<Schemas['QueryResponse']> {
    this.asked = request;
    return super.query(collection, request);
  }

  override queryGroups(collection: string, request: Groups): Promise<Schemas['GroupsResult']> {
    this.asked = request;
    return super.queryGroups(collection, request);
  }
}

describeWith('withReranking on request shapes of Qdrant', ['qdrant'], ({ qdrant }) => {
  const collection = `shapes-${process.pid}`;
  const rerank = { query: 'vitamins' };
  const shapes = qdrantShapes(collection);
  const queries = Object.entries(shapes.query);
  const groups = Object.entries(shapes.queryGroups);
  let checked: CheckedQdrant;
  let bare: RecordingClient;
  let client: ReturnType<typeof withReranking<RecordingClient>>;

  beforeAll(async () => {
    checked = await serveByContract(qdrant);
    bare = new RecordingClient({ url: checked.url, checkCompatibility: false });
    client = withReranking(bare, {
      reranker: createReranker({ scorer: fakeScorer((passage) => 1 + (passage.length % 7) * 0.9) }),
      passage: 'text',
      rankWindowSize: RANK_WINDOW_SIZE,
    });
    await createQdrantCollection(bare, collection);
    return async () => {
      await bare.deleteCollection(collection);
      await checked[Symbol.asyncDispose]();
    };
  });

  const count = queries.length + groups.length;
  test(`covers at least 50 shapes of requests (${count})`, () => {
    expect(count).toBeGreaterThanOrEqual(50);
  });

  test.each(queries)('changes nothing but order and scores: %s', async (_, shape) => {
    const wrapped = await client.query(collection, { ...shape, rerank });
    const asked: Query = bare.asked;
    expect(untouchedOf(asked)).toEqual(untouchedOf(shape));
    const page = await bare.query(collection, shape);
    const whole = await bare.query(collection, {
      ...asked,
      with_payload: shape.with_payload ?? null,
    });

    expect(Object.keys(wrapped).toSorted()).toEqual([...Object.keys(page), 'rerank'].toSorted());
    expect(wrapped.points).toHaveLength(page.points.length);
    expectPointsOf(whole.points, wrapped.points);
    const ranks = wrapped.points.map((point) => point.rerank.retriever_rank - 1);
    expect(ranks.map((rank) => whole.points[rank]!.score)).toEqual(
      wrapped.points.map((point) => point.rerank.retriever_score),
    );
    expect(new Set(ranks).size).toBe(ranks.length);
    expect(wrapped.rerank.outcome).toBe('reranked');
  });

  test.each(groups)('changes nothing but order and scores: %s', async (_, shape) => {
    const wrapped = await client.queryGroups(collection, { ...shape, rerank });
    const { limit, prefetch } = bare.asked as Groups;
    const page = await bare.queryGroups(collection, shape);
    const whole = await bare.queryGroups(collection, { ...shape, limit, prefetch } as Groups);

    expect(wrapped.groups).toHaveLength(page.groups.length);
    const groupOf = new Map(whole.groups.map((group) => [group.id, group]));
    for (const { hits, ...group } of wrapped.groups) {
      const { hits: wholeHits, ...bareGroup } = groupOf.get(group.id)!;
      expect(group).toEqual(bareGroup);
      expect(hits).toHaveLength(wholeHits.length);
      expectPointsOf(wholeHits, hits);
    }
    const best = wrapped.groups.map(({ hits }) => hits[0]!.score);
    expect(best).toEqual(best.toSorted((a, b) => b - a));
  });

  test('fetches a batch of all queries in one request, each as if it were alone', async () => {
    const searches = queries.map(([, shape]) => ({ ...shape, rerank }));
    const before = checked.checked.get('POST /collections/{collection_name}/points/query/batch');
    const batch = await client.queryBatch(collection, { searches });
    const alone = await Promise.all(searches.map((search) => client.query(collection, search)));
    expect(batch.map(({ points }) => points)).toEqual(alone.map(({ points }) => points));
    const after = checked.checked.get('POST /collections/{collection_name}/points/query/batch');
    // One more for those whose rank window ends within a tie.
    expect((after ?? 0) - (before ?? 0)).toBeLessThanOrEqual(2);
  });

  test('gives the very response of the bare client where a call says rerank: false', async () => {
    const request = { query: { order_by: 'length' }, with_payload: true, limit: 3 };
    expect(await client.query(collection, { ...request, rerank: false })).toEqual(
      await bare.query(collection, request),
    );
  });

  test('sends and gets nothing that the contract of Qdrant does not allow', () => {
    expect(checked.breaches).toEqual([]);
    expect(checked.unknown).toEqual([]);
  });
});

/** Gives the part of a request that is sent on as it was. */
function untouchedOf(request: Query): object {
  const changed = new Set(['limit', 'offset', 'with_payload', 'prefetch', 'query']);
  return Object.fromEntries(Object.entries(request).filter(([name]) => !changed.has(name)));
}

/** Holds reranked points against those of the bare client: all the same, but for order, scores and the mark. */
function expectPointsOf(bare: readonly Point[], reranked: readonly RankedPoint[]): void {
  const pointOf = new Map(bare.map((point) => [point.id, point]));
  for (const { rerank: _, score, ...point } of reranked) {
    const { score: __, ...expected } = pointOf.get(point.id)!;
    expect(point).toEqual(expected);
    expect(score).toBeTypeOf('number');
  }
  const scores = reranked.map(({ rerank: { score } }) => score ?? 0);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
}
