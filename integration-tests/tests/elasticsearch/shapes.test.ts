import { Client, errors, type estypes } from '@elastic/elasticsearch';
import { BackendConnectionError, createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ELASTICSEARCH_SHAPES } from '../../requests/elasticsearch-shapes.ts';
import { indexSciFact } from '../../data/index-scifact.ts';
import { NEIGHBOUR_SHAPES } from '../../requests/neighbour-shapes.ts';
import { unscored, withoutHits, withoutMarks } from '../../expectations/without-marks.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';

const RANK_WINDOW_SIZE = 30;
/** Parts of the response that an application may name. */
const FILTER_PATHS = [
  'hits.hits._id',
  'hits.hits._id,hits.hits._source',
  '-hits.hits._source',
  '-hits.hits._source,hits.hits',
  '**.value',
  'hits.**',
  'took,hits.hits._sou*.title',
  '*.total,hits.hits.highlight',
  '-**._id,-_shards,-took',
  'nothing',
];

describeWith('withReranking, beside the bare client', ['elasticsearch'], ({ elasticsearch }) => {
  const bare = new Client({ node: elasticsearch });
  const index = `shapes-${process.pid}`;
  const wrap = (levelOf: (passage: string) => number) =>
    withReranking(bare, {
      reranker: createReranker({ scorer: fakeScorer(levelOf), resilience: { retries: 0 } }),
      passage: 'text',
      rankWindowSize: RANK_WINDOW_SIZE,
    });
  // An instant scorer that tells passages apart and has many ties.
  const client = wrap((passage) => 1 + (passage.length % 7) * 0.9);
  const failing = wrap(() => {
    throw new BackendConnectionError({ url: 'http://127.0.0.1:9' });
  });

  beforeAll(() => indexSciFact(bare, index, 150));
  afterAll(() => bare.indices.delete({ index }));

  const shapes = [...Object.entries(ELASTICSEARCH_SHAPES), ...Object.entries(NEIGHBOUR_SHAPES)];
  test(`covers at least 60 shapes of requests (${shapes.length})`, () => {
    expect(shapes.length).toBeGreaterThanOrEqual(60);
  });

  test.each(shapes)('changes nothing but order and scores: %s', async (name, shape) => {
    const request = { ...shape, index };
    const rerank = { query: 'vitamins' };
    const page = await bare.search(request);
    const wrapped = await client.search({ ...request, rerank });
    const whole = await bare.search(wholeOf(name, request));

    expect(withoutHits(wrapped)).toEqual(withoutHits(page));
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
    // With `_none_` nothing of a document can be loaded.
    const hasPassages = name !== 'stored fields' || page.hits.hits.length === 0;
    expect(wrapped.rerank.outcome).toBe(hasPassages ? 'reranked' : 'unscored');

    const fallback = await failing.search({ ...request, rerank });
    expect(withoutMarks(fallback)).toEqual(withoutMarks(page));
  });

  /** The hits that reranking orders: the rank window, and what stands behind it up to the page's end. */
  function wholeOf(name: string, request: estypes.SearchRequest): estypes.SearchRequest {
    if (name in NEIGHBOUR_SHAPES) return { ...request, from: 0 };
    const { from = 0, size = 10, retriever } = request;
    const reach = retriever?.rescorer === undefined ? Math.max(RANK_WINDOW_SIZE, from + size) : 20;
    return { ...request, from: 0, size: size === 0 ? 0 : reach };
  }

  const request = {
    index,
    query: { match: { text: 'cancer' } },
    highlight: { fields: { title: {} } },
  };

  test.each(FILTER_PATHS)('cuts the response as the engine does: %s', async (filterPath) => {
    const filtered = { ...request, filter_path: filterPath };
    const page = await bare.search(filtered);
    const { rerank, ...fallback } = await failing.search(filtered);
    expect(withoutMarks(fallback as estypes.SearchResponse)).toEqual(withoutMarks(page));
    expect(rerank.outcome).toBe('fallback');
  });

  test('gives a profile of the same queries', async () => {
    const queriesOf = ({ profile }: estypes.SearchResponse) =>
      profile!.shards.flatMap(({ id, searches }) => [
        id,
        searches.flatMap(({ query }) => query.map(({ type, description }) => [type, description])),
      ]);
    const wrapped = await client.search({ ...request, profile: true });
    expect(queriesOf(wrapped)).toEqual(queriesOf(await bare.search({ ...request, profile: true })));
  });

  test('gives status, headers and warnings beside the body where a call says meta: true', async () => {
    const page = await bare.search(request, { meta: true });
    const wrapped = await client.search(request, { meta: true });
    expect({ ...wrapped, body: undefined, meta: undefined }).toMatchObject({
      statusCode: page.statusCode,
      warnings: page.warnings,
      headers: { 'x-elastic-product': 'Elasticsearch' },
    });
    expect(Object.keys(wrapped)).toEqual(Object.keys(page));
    expect(wrapped.meta.request.params.path).toBe(page.meta.request.params.path);
    expect(wrapped.body.rerank.outcome).toBe('reranked');
  });

  test('gives the very response of the bare client where a call says rerank: false', async () => {
    const sorted = { ...request, sort: [{ length: 'asc' as const }], scroll: '1m' };
    const untouched = await client.search({ ...sorted, rerank: false });
    const page = await bare.search(sorted);
    const { _scroll_id: ids, ...rest } = { ...untouched, took: page.took };
    expect({ ...rest, _scroll_id: page._scroll_id }).toEqual(page);
    await bare.clearScroll({ scroll_id: [ids!, page._scroll_id!] });
  });

  test("passes the engine's own error classes through", async () => {
    const nowhere = { ...request, index: 'nowhere' };
    const [expected, error] = await Promise.all(
      [bare, client].map((one) => one.search(nowhere).catch((caught: unknown) => caught)),
    );
    expect(error).toBeInstanceOf(errors.ResponseError);
    expect(error).toMatchObject({ message: (expected as Error).message });
  });
});
