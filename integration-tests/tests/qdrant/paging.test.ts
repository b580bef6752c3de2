import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/qdrant';
import { QdrantClient } from '@qdrant/js-client-rest';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';

const POINTS = 120;
const CASES = 500;

describeWith('paging through reranked points', ['qdrant'], ({ qdrant }) => {
  const bare = new QdrantClient({ url: qdrant });
  const collection = `paging-${process.pid}`;
  const reranker = createReranker({ scorer: fakeScorer((passage) => 1 + (passage.length % 4)) });

  beforeAll(async () => {
    await bare.createCollection(collection, {
      vectors: { plain: { size: 2, distance: 'Dot' }, other: { size: 2, distance: 'Euclid' } },
    });
    // Few different vectors and texts, so that both the engine and the reranker have many ties.
    const points = Array.from({ length: POINTS }, (_, n) => ({
      id: (n * 37) % POINTS,
      vector: { plain: [1, n % 40], other: [n % 30, 1] },
      payload: { shelf: n % 3, ...(n % 11 !== 0 && { text: `apple ${'pie '.repeat(n % 5)}` }) },
    }));
    await bare.upsert(collection, { wait: true, points });
  });
  afterAll(() => bare.deleteCollection(collection));

  const prefetch = [
    { query: [1, 1], using: 'plain', limit: POINTS },
    { query: [1, 1], using: 'other', limit: POINTS },
  ];
  const queries = {
    dot: { query: [1, 1], using: 'plain' },
    euclid: { query: [1, 1], using: 'other' },
    rrf: { prefetch, query: { fusion: 'rrf' as const } },
    dbsf: { prefetch, query: { fusion: 'dbsf' as const } },
    mmr: { query: { nearest: [1, 1], mmr: { candidates_limit: POINTS } }, using: 'plain' },
    ids: {},
  };
  const cases = fc.record({
    kind: fc.constantFrom(...Object.keys(queries)) as fc.Arbitrary<keyof typeof queries>,
    limit: fc.integer({ min: 1, max: 40 }),
    rankWindowSize: fc.integer({ min: 1, max: 100 }),
    shelf: fc.option(fc.integer({ min: 0, max: 2 })),
    hasThreshold: fc.boolean(),
    start: fc.integer({ min: 0, max: 30 }),
    minScore: fc.option(fc.integer({ min: 1, max: 4 })),
    patience: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  });

  test(`shows every point once, in the order of one big page (${CASES} random cases)`, async () => {
    await fc.assert(
      fc.asyncProperty(
        cases,
        async ({ kind, limit, rankWindowSize, shelf, hasThreshold, start, minScore, patience }) => {
          const options = { reranker, passage: 'text', rankWindowSize, patience };
          const client = withReranking(bare, options);
          const request = {
            ...queries[kind],
            ...(shelf !== null && {
              filter: { must: [{ key: 'shelf', match: { value: shelf } }] },
            }),
            ...(hasThreshold && kind === 'dot' && { score_threshold: 15 }),
            ...(hasThreshold && kind === 'euclid' && { score_threshold: 20 }),
          };
          const rerank = { query: 'apple pie', ...(minScore !== null && { minScore }) };
          const page = async (offset: number, count: number) => {
            const call = { ...request, offset, limit: count, rerank };
            return (await client.query(collection, call)).points.map(({ id }) => id);
          };
          const found = (await bare.query(collection, { ...request, limit: POINTS })).points;
          expect(found.length).toBeGreaterThan(10);

          const whole = await page(start, POINTS);
          const pages: unknown[] = [];
          for (let offset = start; offset < start + Math.max(1, whole.length); offset += limit) {
            pages.push(...(await page(offset, limit)));
          }
          expect(pages).toEqual(whole);
          expect(new Set(pages).size).toBe(pages.length);
          const ids = new Set(found.map(({ id }) => id));
          expect(pages.filter((id) => !ids.has(id as number))).toEqual([]);
          const [least, most] =
            minScore === null
              ? [found.length - start, found.length - start]
              : [0, rankWindowSize - start];
          expect(whole.length).toBeGreaterThanOrEqual(least);
          expect(whole.length).toBeLessThanOrEqual(Math.max(0, most));
        },
      ),
      { numRuns: CASES, seed: 1, endOnFailure: true },
    );
  }, 600_000);
});
