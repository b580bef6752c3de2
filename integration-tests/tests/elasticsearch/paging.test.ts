import { Client, type estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';

const DOCUMENTS = 120;
const CASES = 500;

describeWith('paging through reranked hits', ['elasticsearch'], ({ elasticsearch }) => {
  const bare = new Client({ node: elasticsearch });
  const index = `paging-${process.pid}`;
  let medianScore: number;
  const levelOf = (passage: string) => 1 + (passage.length % 4);
  const reranker = createReranker({ scorer: fakeScorer(levelOf) });

  beforeAll(async () => {
    // Few different texts, so that both the engine and the reranker have many ties.
    const operations = Array.from({ length: DOCUMENTS }, (_, n) => [
      { index: { _index: index, _id: `${n}` } },
      {
        text: `apple ${'pie '.repeat(n % 5)}`,
        shelf: n % 3,
        ...(n % 7 === 0 && { text: 'apple' }),
      },
    ]).flat();
    await bare.indices.create({ index, mappings: { properties: { shelf: { type: 'integer' } } } });
    await bare.bulk({ refresh: true, operations });
    const all = await bare.search({
      index,
      query: { match: { text: 'apple pie' } },
      size: DOCUMENTS,
    });
    medianScore = all.hits.hits[DOCUMENTS / 2]!._score!;
  });
  afterAll(() => bare.indices.delete({ index }));

  const cases = fc.record({
    size: fc.integer({ min: 1, max: 40 }),
    rankWindowSize: fc.integer({ min: 1, max: 100 }),
    shelf: fc.option(fc.integer({ min: 0, max: 2 })),
    isAboveMedian: fc.boolean(),
    start: fc.integer({ min: 0, max: 30 }),
    minScore: fc.option(fc.constantFrom(1.5, 2.5, 3), { nil: undefined }),
    patience: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  });

  test(`shows every hit once, in the order of one big page (${CASES} random cases)`, async () => {
    await fc.assert(
      fc.asyncProperty(
        cases,
        async ({ size, rankWindowSize, shelf, isAboveMedian, start, minScore, patience }) => {
          const options = { reranker, passage: 'text', rankWindowSize, minScore, patience };
          const client = withReranking(bare, options);
          const filter = shelf === null ? [] : [{ term: { shelf } }];
          const request = {
            index,
            query: { bool: { must: { match: { text: 'apple pie' } }, filter } },
            ...(isAboveMedian && { min_score: medianScore }),
          };
          const page = async (from: number, count: number) => {
            const response = await client.search({ ...request, from, size: count });
            return response.hits.hits.map(({ _id }: estypes.SearchHit) => _id);
          };
          const bareHits = (await bare.search<{ text: string }>({ ...request, size: DOCUMENTS }))
            .hits.hits;
          expect(bareHits.length).toBeGreaterThan(10);
          // A threshold ends the order with the rank window.
          const candidates = bareHits.slice(0, rankWindowSize).map((hit) => {
            return { document: hit, passage: hit._source!.text };
          });
          const inWindow = { query: 'apple pie', candidates, minScore, patience };
          const wanted =
            minScore === undefined ? bareHits : (await reranker.rerank(inWindow)).results;
          const whole = await page(start, DOCUMENTS);
          const pages: (string | undefined)[] = [];
          for (let from = start; from < start + whole.length; from += size) {
            pages.push(...(await page(from, size)));
          }
          expect(whole).toHaveLength(Math.max(0, wanted.length - start));
          expect(pages).toEqual(whole);
          expect(new Set(pages).size).toBe(pages.length);
        },
      ),
      { numRuns: CASES, seed: 1, endOnFailure: true },
    );
  }, 600_000);

  test('stays the same while documents are being indexed, with a point in time', async () => {
    const client = withReranking(bare, { reranker, passage: 'text', rankWindowSize: 50 });
    const { id } = await client.openPointInTime({ index, keep_alive: '1m' });
    const page = async (from: number, size: number) => {
      const query = { match: { text: 'apple' } };
      const { hits } = await client.search({ pit: { id }, query, from, size });
      return hits.hits.map(({ _id }: estypes.SearchHit) => _id);
    };
    const whole = await page(0, DOCUMENTS);
    const pages: (string | undefined)[] = [];
    for (let from = 0; from < DOCUMENTS; from += 30) {
      await bare.index({ index, document: { text: 'apple pie pie', shelf: 1 }, refresh: true });
      pages.push(...(await page(from, 30)));
    }
    expect(pages).toEqual(whole);
    await client.closePointInTime({ id });
  });
});
