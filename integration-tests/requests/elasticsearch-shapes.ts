import type { estypes } from '@elastic/elasticsearch';

type Shapes = Record<string, estypes.SearchRequest>;

const text = 'vitamin supplements and the risk of cancer';
const match: estypes.QueryDslQueryContainer = { match: { text } };
const vector = [0.9, 0.1, 0.2, 0.4];
const knn: estypes.KnnSearch = {
  field: 'vector',
  query_vector: vector,
  k: 20,
  num_candidates: 100,
};

const rescorer: estypes.RetrieverContainer = {
  rescorer: {
    retriever: { standard: { query: match } },
    rescore: { window_size: 20, query: { rescore_query: { match: { title: text } } } },
  },
};

/** Queries in all the ways that a text can be looked for. */
const queries: Shapes = {
  match: { query: match },
  'match with operator': { query: { match: { text: { query: text, operator: 'or' } } } },
  match_phrase: { query: { match_phrase: { text: 'risk of' } } },
  match_phrase_prefix: { query: { match_phrase_prefix: { text: 'risk of' } } },
  match_bool_prefix: { query: { match_bool_prefix: { text: 'vitamin canc' } } },
  multi_match: {
    query: { multi_match: { query: text, fields: ['title', 'text'], tie_breaker: 0.5 } },
  },
  'multi_match cross_fields': {
    query: { multi_match: { query: text, fields: ['title', 'text'], type: 'cross_fields' } },
  },
  combined_fields: { query: { combined_fields: { query: text, fields: ['title', 'text'] } } },
  query_string: { query: { query_string: { query: 'vitamin OR cancer', default_field: 'text' } } },
  simple_query_string: {
    query: { simple_query_string: { query: 'vitamin | cancer', fields: ['text'] } },
  },
  q: { q: 'text:cancer' },
  bool: { query: { bool: { must: match, filter: { term: { topic: 'even' } } } } },
  'bool should': { query: { bool: { should: [match, { match: { title: text } }] } } },
  'bool must_not': { query: { bool: { must: match, must_not: { term: { topic: 'odd' } } } } },
  dis_max: { query: { dis_max: { queries: [match, { match: { title: text } }] } } },
  function_score: {
    query: {
      function_score: { query: match, functions: [{ field_value_factor: { field: 'length' } }] },
    },
  },
  script_score: { query: { script_score: { query: match, script: { source: '_score * 2' } } } },
  boosting: {
    query: {
      boosting: { positive: match, negative: { term: { topic: 'odd' } }, negative_boost: 0.5 },
    },
  },
  nested: { query: { nested: { path: 'chunks', query: { match: { 'chunks.text': text } } } } },
  constant: {
    query: {
      bool: { must: match, should: { constant_score: { filter: { exists: { field: 'title' } } } } },
    },
  },
  knn: { knn },
  'knn and query': { knn, query: match },
  'knn query': { query: { bool: { must: match, should: { knn: { ...knn } } } } },
  'knn with filter': { knn: { ...knn, filter: { term: { topic: 'even' } } } },
  'several knn': { knn: [knn, { ...knn, query_vector: [0.1, 0.9, 0.4, 0.2], boost: 0.5 }] },
  'retriever standard': { retriever: { standard: { query: match } } },
  'retriever knn': {
    retriever: { knn: { field: 'vector', query_vector: vector, k: 20, num_candidates: 100 } },
  },
  // Without a size, Elasticsearch answers this one with its whole rank window.
  'retriever rescorer': { retriever: rescorer },
  'retriever rescorer with size': { retriever: rescorer, size: 5 },
  'retriever rescorer, page over the end of its rank window': {
    retriever: rescorer,
    from: 15,
    size: 10,
  },
  'no hits': { query: { match: { text: 'zzzzzz' } } },
};

/** Everything else that a request can ask for. */
const extras: Shapes = {
  'size 0': { size: 0 },
  'size 1': { size: 1 },
  'size over the rank window': { size: 60 },
  from: { from: 5, size: 5 },
  'from behind the rank window': { from: 35, size: 10 },
  'total counted': { track_total_hits: true },
  'total not counted': { track_total_hits: false },
  'total up to 5': { track_total_hits: 5 },
  'total as a number': { rest_total_hits_as_int: true },
  'no source': { _source: false },
  'source of a field': { _source: ['title'] },
  'source with patterns': { _source: { includes: ['t*'], excludes: ['text'] } },
  'source by a list of fields': { _source_includes: 'title' },
  fields: { fields: ['title', 'topic'] },
  'fields without source': { fields: ['title'], _source: false },
  'fields that hold the passage': { fields: ['te*'], _source: false },
  'docvalue fields': { docvalue_fields: ['topic', 'length'] },
  'script fields': { script_fields: { double: { script: "doc['length'].value * 2" } } },
  'stored fields': { stored_fields: ['_none_'] },
  'runtime field': {
    runtime_mappings: { half: { type: 'long', script: "emit(doc['length'].value / 2)" } },
    fields: ['half'],
  },
  highlight: { highlight: { fields: { text: {} } } },
  'highlight with tags': {
    highlight: { pre_tags: ['<b>'], post_tags: ['</b>'], fields: { title: {} } },
  },
  'terms aggregation': { aggs: { topics: { terms: { field: 'topic' } } } },
  'nested aggregations': {
    aggs: { topics: { terms: { field: 'topic' }, aggs: { long: { max: { field: 'length' } } } } },
  },
  'top hits aggregation': {
    aggs: { topics: { terms: { field: 'topic' }, aggs: { best: { top_hits: { size: 1 } } } } },
  },
  suggest: { suggest: { spelling: { text: 'vitamni', term: { field: 'text' } } } },
  explain: { explain: true },
  version: { version: true, seq_no_primary_term: true },
  'named queries': { query: { match: { text: { query: text, _name: 'by text' } } } },
  min_score: { min_score: 2 },
  post_filter: { post_filter: { term: { topic: 'even' } } },
  collapse: { collapse: { field: 'topic' } },
  'collapse with inner hits': {
    collapse: { field: 'topic', inner_hits: { name: 'same', size: 2 } },
  },
  'inner hits': {
    query: {
      nested: {
        path: 'chunks',
        query: { match: { 'chunks.text': text } },
        inner_hits: { size: 1 },
      },
    },
  },
  rescore: { rescore: { window_size: 20, query: { rescore_query: { match: { title: text } } } } },
  'sort by score': { sort: ['_score'] },
  'sort by score, then another': { sort: ['_score', { length: 'asc' }] },
  'typed aggregations': { typed_keys: true, aggs: { topics: { terms: { field: 'topic' } } } },
  'global aggregation': {
    aggs: { all: { global: {}, aggs: { n: { value_count: { field: 'length' } } } } },
  },
  'indices boost': { indices_boost: [{ '*': 1.5 }] },
  'other indices that are missing': { ignore_unavailable: true },
  'scores tracked': { track_scores: true },
  'statistics group': { stats: ['group'] },
  'several rescores': {
    rescore: [
      { window_size: 20, query: { rescore_query: { match: { title: text } } } },
      { window_size: 5, query: { rescore_query: { match: { text: 'cancer' } } } },
    ],
  },
  'highlight of the matched field only': {
    highlight: {
      fields: { text: { number_of_fragments: 1 }, title: {} },
      require_field_match: false,
    },
  },
  preference: { preference: 'me' },
  routing: { routing: 'a' },
  timeout: { timeout: '10s' },
  terminate_after: { terminate_after: 50 },
  'search type': { search_type: 'dfs_query_then_fetch' },
  'batched reduce': { batched_reduce_size: 2 },
};

/** Requests that an application may already make, each with a name; all hold a text or are given one. */
export const ELASTICSEARCH_SHAPES: Shapes = {
  ...queries,
  ...Object.fromEntries(
    Object.entries(extras).map(([name, extra]) => [name, { query: match, ...extra }]),
  ),
};
