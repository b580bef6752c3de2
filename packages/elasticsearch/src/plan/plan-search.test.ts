import type { estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import type { SearchRequest } from '../call/requests.ts';
import type { PassageSelector } from '../passage/passage-selector.ts';
import { answerSearch } from '../search/answer-search.ts';
import { planSearch } from './plan-search.ts';

const reranker = createReranker({ scorer: fakeScorer(Number) });
const query = { match: { text: 'apples' } };
const vector = { field: 'vector', query_vector: [1, 2] };
const plan = (request: SearchRequest, passage: PassageSelector = 'text') =>
  planSearch(request, { reranker, passage, rankWindowSize: 50 });
const rerank = { query: 'apples' };
const rrf = { retrievers: [], rank_window_size: 20 };

test.each<[string, estypes.SearchRequest, estypes.SearchRequest]>([
  ['a rank window', { query }, { from: 0, size: 50 }],
  ['as many as the page ends at', { query, from: 60, size: 5 }, { from: 0, size: 65 }],
  ['no hits where none are asked for', { size: 0, aggs: {} }, { size: 0, aggs: {} }],
  ['numbers that are told as text', { query, from: '60', size: '5' } as never, { size: 65 }],
  ['the neighbours of the page', { knn: vector, size: 5 }, { knn: { ...vector, k: 5 } }],
  [
    'as many neighbours as are asked for',
    { knn: { ...vector, k: 20 } },
    { knn: { ...vector, k: 20 } },
  ],
  [
    'the neighbours of the page in a clause',
    { query: { bool: { should: [{ knn: { ...vector, num_candidates: 5 } }, query] } } },
    { query: { bool: { should: [{ knn: { ...vector, num_candidates: 5, k: 5 } }, query] } } },
  ],
  [
    'what a field named knn holds',
    { query: { match: { knn: 'x' } } },
    { query: { match: { knn: 'x' } } },
  ],
  ["a retriever's own rank window", { retriever: { rrf } }, { from: 0, size: 20 }],
  ['no more of it for its last page', { retriever: { rrf }, from: 15, size: 10 }, { size: 20 }],
  ['what it refuses by itself', { retriever: { rrf }, size: 30 }, { size: 30 }],
])('asks for %s', (_, request, expected) => {
  expect(plan({ ...request, rerank }).request).toMatchObject(expected);
});

test('highlights a field that the passage needs, and takes the fragments out again', async () => {
  const planned = plan({ query }, { highlight: 'text' });
  expect(planned.request.highlight).toEqual({
    fields: { text: { pre_tags: [''], post_tags: [''] } },
  });
  const hit = { _index: 'books', _id: 'd0', _score: 1, highlight: { text: ['6'] } };
  const answer = { hits: { hits: [hit] } } as unknown as estypes.SearchResponse;
  const [reranked] = (await answerSearch(planned, answer, { reranker })).hits.hits;
  expect(reranked).toMatchObject({ _score: 6 });
  expect(reranked).not.toHaveProperty('highlight');
});

test('adds no highlight to hits that hide even their id', () => {
  const planned = plan({ query, stored_fields: '_none_' }, { highlight: 'text' });
  expect(planned.request).not.toHaveProperty('highlight');
});

test.each([[['n']], [[]]])('fetches a passage that stored_fields of %j leave out', (stored) => {
  expect(plan({ query, stored_fields: stored }, 'text').fetch).toBeDefined();
});

test.each([undefined, false])(
  'leaves a source alone that comes as a stored field (_source: %s)',
  (_source) => {
    const asked = { query, stored_fields: ['_source'], ...(_source === false && { _source }) };
    expect(plan(asked, 'text')).toMatchObject({
      request: asked,
      fetch: undefined,
    });
  },
);

test('asks for fields that only the mapping knows, whatever the source brings', () => {
  const { request } = plan({ query }, { fields: 'title.english' });
  expect(request.fields).toEqual([{ field: 'title.english', include_unmapped: true }]);
});

test.each<[string, SearchRequest]>([
  ['from', { query, from: -1 }],
  ['size', { query, size: 1.5 }],
  ['minScore', { query, rerank: { minScore: 0.5 } }],
  ['deadlineMs', { query, rerank: { deadlineMs: 0 } }],
  ['sort', { query, sort: ['date', '_score'] }],
  ['sort', { query, sort: [{ _score: { order: 'asc' } }] }],
  ['retriever.standard.sort', { retriever: { standard: { query, sort: 'date' } } }],
  ['retriever.standard.search_after', { retriever: { standard: { query, search_after: [1] } } }],
])('refuses %s before any request', (argument, request) => {
  expect(() => plan(request)).toThrow(
    expect.objectContaining({ code: 'invalid_request', argument }),
  );
});

test('refuses inner hits that the request does not ask for', () => {
  const passage = { innerHits: 'chunks', field: 'chunks.text' };
  expect(() => plan({ query }, passage)).toThrow('passage reads the inner hits "chunks"');
  const nested = { nested: { path: 'chunks', query, inner_hits: {} } };
  expect(() => plan({ query: nested }, passage)).not.toThrow();
  const collapse = { field: 'book', inner_hits: [{ name: 'chunks' }] };
  expect(() => plan({ query, collapse }, passage)).not.toThrow();
  const knn = { field: 'chunks.vector', query_vector: [1, 2], inner_hits: {} };
  expect(() => plan({ query, knn }, passage)).not.toThrow();
});

test('keeps sort by score with what decides among equal scores', () => {
  const sort: estypes.Sort = ['_score', { date: 'desc' }];
  expect(plan({ query, sort }).request.sort).toEqual(sort);
});

test("gives the engine's order, marked, where a passage cannot be read", async () => {
  const broken = new TypeError('hit.fields is undefined');
  const planned = plan({ query }, () => {
    throw broken;
  });
  const hits = [1, 2].map((n) => ({ _index: 'books', _id: `d${n}`, _score: 3 - n }));
  const answer = { hits: { max_score: 2, hits } } as unknown as estypes.SearchResponse;
  expect(await answerSearch(planned, answer, { reranker })).toMatchObject({
    hits: { max_score: 2, hits },
    rerank: { outcome: 'fallback', error: broken, rank_window_size: 2, unscored: 2 },
  });
});

test("gives an engine's error as it came, where the client gives it as an answer", async () => {
  const answer = { error: { type: 'index_not_found_exception' }, status: 404 };
  expect(await answerSearch(plan({ query }), answer as never, { reranker })).toBe(answer);
});
