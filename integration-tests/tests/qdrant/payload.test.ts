import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { type RankedPoint, withReranking } from '@lb-rerank/qdrant';
import { QdrantClient, type Schemas } from '@qdrant/js-client-rest';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';

const POINTS = 60;
const CASES = 300;
const KEYS = ['text', 'a', 'b', 'a.b', 'ü', 'page content', '@note', 'text[0]'];

/** Payloads of any depth, of few keys so that paths and payloads meet. */
const { value: payloadValue } = fc.letrec<{ value: unknown; object: object }>((tie) => ({
  object: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('apple', 'apple pie', '', 5, true, null, 9_007_199_254_740_993n),
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));
const payload = fc.dictionary(fc.constantFrom(...KEYS), payloadValue, { noNullPrototype: true });
const path = fc
  .tuple(
    fc.constantFrom('text', 'a', 'b', '"a.b"', '"ü"', '"page content"', '"@note"', '"text[0]"'),
    fc.array(fc.constantFrom('.a', '.b', '.text', '."a.b"', '[]', '[0]'), { maxLength: 3 }),
  )
  .map(([first, rest]) => first + rest.join(''));
const paths = fc.array(path, { maxLength: 3 });
/** A passage may also be told by keys that Qdrant itself takes in quotes only. */
const passageKey = fc.oneof(
  path,
  fc.constantFrom('page content', '@note', 'a.page content[]', 'ü'),
);

describeWith('payload of reranked points', ['qdrant'], ({ qdrant }) => {
  const bare = new QdrantClient({ url: qdrant });
  const collection = `payload-${process.pid}`;
  const reranker = createReranker({ scorer: fakeScorer((passage) => 1 + (passage.length % 6)) });

  beforeAll(async () => {
    await bare.createCollection(collection, { vectors: { size: 1, distance: 'Dot' } });
    const payloads = fc.sample(payload, { numRuns: POINTS, seed: 1 });
    const points = payloads.map((one, n) => ({ id: n, vector: [n + 1], payload: one }));
    await bare.upsert(collection, { wait: true, points });
  });
  afterAll(() => bare.deleteCollection(collection));

  const cases = fc.record({
    asked: fc.oneof(
      fc.constantFrom(undefined, null, true, false),
      paths,
      paths.map((include) => ({ include })),
      paths.map((exclude) => ({ exclude })),
    ),
    passage: fc.oneof(
      passageKey,
      fc.array(passageKey, { minLength: 1, maxLength: 2 }),
      fc.constant(() => 'any'),
    ),
  });

  test(`is what the caller asked for, whatever the passage needs (${CASES} random cases)`, async () => {
    const scored: number[] = [];
    await fc.assert(
      fc.asyncProperty(cases, async ({ asked, passage }) => {
        const client = withReranking(bare, { reranker, passage });
        const with_payload = asked as Schemas['WithPayloadInterface'];
        const request = { query: [1], limit: POINTS, with_payload };
        const rerank = { query: 'apple' };
        const { points, rerank: summary } = await client.query(collection, { ...request, rerank });
        const expected = new Map(
          (await bare.query(collection, request)).points.map((point) => [point.id, point]),
        );
        expect(points).toHaveLength(POINTS);
        // The model reads the same, whether the payload is asked for or not.
        const whole = await client.query(collection, { ...request, with_payload: true, rerank });
        const scoresOf = (found: readonly RankedPoint[]) =>
          found.map(({ id, score }) => [id, score]);
        expect(scoresOf(points)).toEqual(scoresOf(whole.points));
        for (const { id, payload: got } of points) expect(got).toEqual(expected.get(id)!.payload);
        scored.push(summary.scored);
      }),
      { numRuns: CASES, seed: 1, endOnFailure: true },
    );
    expect(scored.filter((count) => count > 0).length).toBeGreaterThan(CASES / 4);
  });
});
