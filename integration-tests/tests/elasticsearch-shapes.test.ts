import { Client, errors, type estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ELASTICSEARCH_SHAPES } from '../collections/elasticsearch-shapes.ts';
import { scifactDocuments } from '../collections/scifact-documents.ts';
import { describeWithEngines } from '../engines/describe-with-engines.ts';

const WINDOW = 30;

describeWithEngines(
  'withReranking, beside the bare client',
  ['elasticsearch'],
  ({ elasticsearch }) => {
    const bare = new Client({ node: elasticsearch });
    const index = `shapes-${process.pid}`;
    // An instant scorer that tells passages apart and has many ties.
    const scorer = fakeScorer((passage) => 1 + (passage.length % 7) * 0.9);
    const client = withReranking(bare, {
      reranker: createReranker({ scorer }),
      passage: 'text',
      rankWindowSize: WINDOW,
    });

    beforeAll(async () => {
      await bare.indices.create({
        index,
        mappings: {
          properties: {
            topic: { type: 'keyword' },
            length: { type: 'long' },
            vector: { type: 'dense_vector', dims: 4, similarity: 'cosine' },
            chunks: { type: 'nested' },
          },
        },
      });
      const operations = (await scifactDocuments(150)).flatMap(({ id, title, text }, n) => [
        { index: { _index: index, _id: id } },
        {
          title,
          text,
          topic: n % 2 === 0 ? 'even' : 'odd',
          length: text.length,
          vector: [1, n % 3, n % 5, n % 7],
          chunks: text.split('. ').map((chunk) => ({ text: chunk })),
        },
      ]);
      await bare.bulk({ refresh: true, operations });
    });
    afterAll(() => bare.indices.delete({ index }));

    const shapes = Object.entries(ELASTICSEARCH_SHAPES);
    test(`covers at least 60 shapes of requests (${shapes.length})`, () => {
      expect(shapes.length).toBeGreaterThanOrEqual(60);
    });

    test.each(shapes)('changes nothing but order and scores: %s', async (_, shape) => {
      const request = { ...shape, index };
      const wrapped = await client.search({ ...request, rerank: { query: 'vitamins' } });
      const { from = 0, size = 10 } = shape;
      // The hits that reranking orders: the window, and what stands behind it up to the page's end.
      const window = shape.retriever?.rescorer === undefined ? WINDOW : 20;
      const reach = size === 0 ? 0 : Math.max(window, from + size);
      const whole = await bare.search({ ...request, from: 0, size: reach });
      const page = await bare.search(request);

      expect(restOf(wrapped)).toEqual(restOf(page));
      expect(wrapped.hits.hits).toHaveLength(page.hits.hits.length);
      const hitOf = new Map(whole.hits.hits.map((hit) => [hit._id, hit]));
      const ranks = wrapped.hits.hits.map(({ _rerank }) => _rerank.retriever_rank - 1);
      for (const [n, hit] of wrapped.hits.hits.entries()) {
        expect(unscored(hit)).toEqual(unscored(hitOf.get(hit._id)!));
        expect(whole.hits.hits[ranks[n]!]?._id).toBe(hit._id);
      }
      expect(new Set(ranks).size).toBe(ranks.length);
      const scores = wrapped.hits.hits.map(({ _rerank }) => _rerank.score ?? 0);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(wrapped.rerank.outcome).toBe('reranked');
    });

    test('gives the very response of the bare client where a call says rerank: false', async () => {
      const request = {
        index,
        query: { match: { text: 'cancer' } },
        sort: [{ length: 'asc' as const }],
      };
      const { took: _, ...untouched } = await client.search({ ...request, rerank: false });
      expect(untouched).toEqual({ ...(await bare.search(request)), took: undefined });
    });

    test("passes the engine's own error classes through", async () => {
      const request = { index: 'nowhere', query: { match: { text: 'cancer' } } };
      const [expected, error] = await Promise.all(
        [bare, client].map((one) => one.search(request).catch((caught: unknown) => caught)),
      );
      expect(error).toBeInstanceOf(errors.ResponseError);
      expect(error).toMatchObject({ message: (expected as Error).message });
    });
  },
);

/** A response without its hits and what reranking changes or adds. */
function restOf(response: estypes.SearchResponse & { rerank?: unknown }) {
  const { took: _took, rerank: _rerank, hits, ...rest } = response;
  const { hits: _hits, max_score: _maxScore, ...metadata } = hits;
  return { ...rest, hits: metadata };
}

/** A hit without what reranking changes or adds. */
function unscored(hit: estypes.SearchHit & { _rerank?: unknown }) {
  const { _score, _rerank, ...rest } = hit;
  return rest;
}
