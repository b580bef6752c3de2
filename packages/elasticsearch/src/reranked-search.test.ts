import type { estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import type { SearchClient } from './client/ports.ts';
import { rerankedSearch } from './reranked-search.ts';

type Source = Record<string, unknown>;

/** An engine that holds these documents, best first, and records what it was asked. */
function engineOf(...sources: (Source | undefined)[]) {
  const requests: estypes.SearchRequest[] = [];
  const client = {
    search: async (params: estypes.SearchRequest) => {
      requests.push(params);
      const hits = sources.map((source, rank) => ({
        _index: 'books',
        _id: `d${rank}`,
        _score: 10 - rank,
        ...(source && { _source: source }),
      }));
      return {
        took: 3,
        timed_out: false,
        _shards: { total: 1, successful: 1, failed: 0 },
        aggregations: { genres: { buckets: [] } },
        hits: { total: 42, max_score: 10, hits: hits.slice(0, params.size) },
      };
    },
  };
  return { client: client as unknown as SearchClient, requests };
}

const reranker = createReranker({ scorer: fakeScorer(Number) });
const idsOf = (response: { hits: { hits: { _id?: string }[] } }) =>
  response.hits.hits.map(({ _id }) => _id);
const query = { match: { text: 'apples' } };
/** The addition to `fields`, so that a text beside the mapping is found too. */
const TEXT = { field: 'text', include_unmapped: true };

describe('rerankedSearch', () => {
  test("reorders the hits and leaves the rest of the response the engine's own", async () => {
    const { client, requests } = engineOf({ text: '2' }, { text: '6' }, { text: '4' });
    const search = rerankedSearch(client, { reranker, passage: 'text', rankWindowSize: 50 });
    const response = await search({ index: 'books', query, rerank: { query: 'apples' } });
    expect(requests).toEqual([{ index: 'books', query, from: 0, size: 50 }]);
    expect(idsOf(response)).toEqual(['d1', 'd2', 'd0']);
    expect(response).toMatchObject({
      took: 3,
      aggregations: { genres: { buckets: [] } },
      hits: { total: 42, max_score: 6 },
      rerank: { outcome: 'reranked', rank_window_size: 3, scored: 3 },
    });
    expect(response.hits.hits[0]).toMatchObject({
      _score: 6,
      _source: { text: '6' },
      _rerank: { score: 6, retriever_score: 9, retriever_rank: 2 },
    });
  });

  test('cuts pages out of one order, the rank window first', async () => {
    const texts = ['2', '6', '4', '7', '5'].map((text) => ({ text }));
    const { client, requests } = engineOf(...texts);
    const search = rerankedSearch(client, { reranker, passage: 'text', rankWindowSize: 3 });
    const page = (from: number) => search({ query, from, size: 2, rerank: { query: 'apples' } });
    expect(idsOf(await page(0))).toEqual(['d1', 'd2']);
    expect(idsOf(await page(2))).toEqual(['d0', 'd3']);
    expect(idsOf(await page(4))).toEqual(['d4']);
    expect(requests.map(({ from, size }) => [from, size])).toEqual([
      [0, 3],
      [0, 4],
      [0, 6],
    ]);
  });

  test('keeps hits without the field behind the scored ones and counts them', async () => {
    const { client } = engineOf(
      { title: 'x' },
      { text: '3' },
      undefined,
      { text: { of: 5 } },
      { text: '' },
    );
    const search = rerankedSearch(client, { reranker, passage: 'text' });
    const response = await search({ query, rerank: { query: 'apples' } });
    expect(idsOf(response)).toEqual(['d1', 'd0', 'd2', 'd3', 'd4']);
    expect(response.rerank).toMatchObject({ outcome: 'reranked', scored: 1, without_passage: 4 });
    expect(response.hits.hits[1]?._score).toBeNull();
  });

  test('takes another passage for one call', async () => {
    const { client } = engineOf({ title: '2', text: '6' });
    const search = rerankedSearch(client, { reranker, passage: 'title' });
    const response = await search({ query, rerank: { passage: 'text' } });
    expect(response.hits.hits[0]?._score).toBe(6);
  });

  test.each<[string, estypes.SearchRequest, estypes.SearchRequest]>([
    ['everything', {}, {}],
    ['no source', { _source: false }, { _source: false, fields: [TEXT] }],
    ['other fields of it', { _source: ['a'] }, { _source: ['a'], fields: [TEXT] }],
    ['the field itself', { _source: ['a'], fields: ['te*'] }, { _source: ['a'], fields: ['te*'] }],
    ['a field that may not be stored', { stored_fields: ['text'] }, { _source: ['text'] }],
    ['stored fields and the source', { stored_fields: ['text'], _source: true }, { _source: true }],
    ['a source without it', { _source_includes: ['title'] }, { fields: [TEXT] }],
    [
      'other fields',
      { _source: false, fields: ['title'] },
      { _source: false, fields: ['title', TEXT] },
    ],
    ['a field of its own', { runtime_mappings: { text: { type: 'keyword' } } }, { fields: [TEXT] }],
  ])('fetches the passage of a request for %s', async (_, params, expected) => {
    const { client, requests } = engineOf({ text: '2' });
    await rerankedSearch(client, { reranker, passage: 'text' })({ query, ...params });
    const { _source, fields } = requests[0]!;
    const asked = { ...(_source !== undefined && { _source }), ...(fields && { fields }) };
    expect(asked).toEqual(expected);
  });

  test.each([{ _source_excludes: 'text' }, { _source_includes: 'title' }, { _source: 'false' }])(
    'fetches the passage where the call options leave it out: %j',
    async (querystring) => {
      const { client, requests } = engineOf({ text: '2' });
      const search = rerankedSearch(client, { reranker, passage: 'text' });
      await search({ query }, { querystring });
      expect(requests[0]).toMatchObject({ fields: [TEXT] });
    },
  );

  test('takes what it fetched out of the answer again', async () => {
    const client: SearchClient = {
      search: async <TDocument, TAggregations>() =>
        ({
          hits: {
            hits: [
              { _index: 'books', _id: 'd0', _score: 1, fields: { text: ['6'], title: ['t'] } },
            ],
          },
        }) as unknown as estypes.SearchResponse<TDocument, TAggregations>,
    };
    const search = rerankedSearch(client, { reranker, passage: 'text' });
    const bare = await search({ query, _source: ['title'] });
    expect(bare.hits.hits[0]).toMatchObject({ _score: 6 });
    expect(bare.hits.hits[0]?.fields).toEqual({ title: ['t'] });
    const asked = await search({ query, _source: ['title'], fields: ['text', 'title'] });
    expect(asked.hits.hits[0]?.fields).toEqual({ text: ['6'], title: ['t'] });
  });

  test.each(['_score', ['_score'], [{ _score: 'desc' }], { _score: { order: 'desc' } }])(
    'reranks what is sorted by score: %j',
    async (sort) => {
      const { client } = engineOf({ text: '2' }, { text: '6' });
      const search = rerankedSearch(client, { reranker, passage: 'text' });
      expect(idsOf(await search({ query, sort: sort as estypes.Sort }))).toEqual(['d1', 'd0']);
    },
  );

  test("gives the engine's own order and scores, marked, when the model fails", async () => {
    const down = new Error('down');
    const scorer = fakeScorer(() => Promise.reject(down));
    const { client } = engineOf({ text: '2' }, { text: '6' });
    const search = rerankedSearch(client, {
      reranker: createReranker({ scorer }),
      passage: 'text',
    });
    const response = await search({ query, rerank: { query: 'apples' } });
    expect(response.rerank).toMatchObject({ outcome: 'fallback', error: down, unscored: 2 });
    expect(response.hits).toMatchObject({
      max_score: 10,
      hits: [
        { _id: 'd0', _score: 10 },
        { _id: 'd1', _score: 9 },
      ],
    });
  });

  test("passes the engine's errors on unchanged", async () => {
    const failure = new Error('index_not_found_exception');
    const client: SearchClient = { search: () => Promise.reject(failure) };
    const search = rerankedSearch(client, { reranker, passage: 'text' });
    await expect(search({ query, rerank: { query: 'apples' } })).rejects.toBe(failure);
  });

  test.each([
    ['rerank.query', { rerank: { query: ' ' } }],
    ['rankWindowSize', { rerank: { query: 'apples', rankWindowSize: 0 } }],
    ['sort', { sort: 'date', rerank: { query: 'apples' } }],
    ['scroll', { scroll: '1m', rerank: { query: 'apples' } }],
    ['search_after', { search_after: [1], rerank: { query: 'apples' } }],
  ])('refuses a bad %s before asking the engine', async (argument, params) => {
    const { client, requests } = engineOf({ text: '2' });
    const searching = rerankedSearch(client, { reranker, passage: 'text' })(params);
    await expect(searching).rejects.toMatchObject({ code: 'invalid_request', argument });
    expect(requests).toEqual([]);
  });
});
