import type { estypes } from '@elastic/elasticsearch';
import { describe, expect, test } from 'vitest';
import { queryTextOf } from './query-text-of.ts';

const match = { match: { text: 'apples' } };
const filter = [{ term: { language: 'en' } }, { match: { status: 'published' } }];
const builder = {
  query_vector_builder: { text_embedding: { model_id: 'e5', model_text: 'apples' } },
};
const knn = { field: 'vector', k: 10, num_candidates: 50, ...builder };

describe('queryTextOf', () => {
  test.each<[string, estypes.SearchRequest]>([
    ['q', { q: 'apples' }],
    ['match', { query: match }],
    ['match with options', { query: { match: { text: { query: 'apples', operator: 'and' } } } }],
    ['match_phrase', { query: { match_phrase: { text: 'apples' } } }],
    ['multi_match', { query: { multi_match: { query: 'apples', fields: ['title', 'text'] } } }],
    ['combined_fields', { query: { combined_fields: { query: 'apples', fields: ['title'] } } }],
    ['query_string', { query: { query_string: { query: 'apples' } } }],
    ['simple_query_string', { query: { simple_query_string: { query: 'apples' } } }],
    ['semantic', { query: { semantic: { field: 'text', query: 'apples' } } }],
    ['bool with filters', { query: { bool: { must: match, filter, must_not: [match] } } }],
    [
      'the same text twice',
      { query: { bool: { must: [match], should: [{ match: { title: 'apples' } }] } } },
    ],
    ['dis_max', { query: { dis_max: { queries: [match, { match: { title: 'apples' } }] } } }],
    ['function_score', { query: { function_score: { query: match, functions: [] } } }],
    [
      'nested',
      { query: { nested: { path: 'chunks', query: { match: { 'chunks.text': 'apples' } } } } },
    ],
    ['pinned', { query: { pinned: { ids: ['a'], organic: match } } }],
    [
      'text_expansion',
      { query: { text_expansion: { v: { model_id: 'm', model_text: 'apples' } } } },
    ],
    ['knn', { knn }],
    ['several knn', { knn: [knn, { ...knn, field: 'other' }] }],
    ['query and knn', { query: match, knn }],
    ['a standard retriever', { retriever: { standard: { query: match } } }],
    ['a knn retriever', { retriever: { knn } }],
    ['rrf', { retriever: { rrf: { retrievers: [{ standard: { query: match } }, { knn }] } } }],
    [
      'linear',
      {
        retriever: {
          linear: { retrievers: [{ retriever: { standard: { query: match } }, weight: 1 }] },
        },
      },
    ],
    [
      'a reranker inside of Elasticsearch',
      {
        retriever: {
          text_similarity_reranker: {
            retriever: { standard: { query: { match_all: {} } } },
            field: 'text',
            inference_text: 'apples',
          },
        },
      },
    ],
    [
      'a rescorer',
      {
        retriever: {
          rescorer: {
            retriever: { standard: { query: match } },
            rescore: { query: { rescore_query: match } },
          },
        },
      },
    ],
  ])('reads it from %s', (_, request) => {
    expect(queryTextOf(request)).toBe('apples');
  });

  test.each<[string, estypes.SearchRequest, string]>([
    ['nothing', {}, '(without a query) holds no text'],
    ['a vector alone', { knn: { field: 'vector', query_vector: [1, 2] } }, '(knn) holds no text'],
    ['a filter alone', { query: { bool: { filter } } }, '(bool) holds no text'],
    ['a blank', { query: { match: { text: ' ' } } }, '(match) holds no text'],
    [
      'two texts',
      { query: { bool: { must: [match, { match: { title: 'pears' } }] } } },
      '(bool) holds 2 different texts',
    ],
  ])('asks for it, saying what was found, where there is %s', (_, request, found) => {
    expect(() => queryTextOf(request)).toThrow(found);
    expect(() => queryTextOf(request)).toThrow('rerank.query is needed');
  });
});
