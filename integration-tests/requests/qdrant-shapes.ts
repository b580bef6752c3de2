import type { Schemas } from '@qdrant/js-client-rest';
import { HUGE_ID } from '../data/create-qdrant-collection.ts';
import { hashedNgramVector, hashedWordWeights } from '@lb-rerank/test-engines/workload';

type Query = Schemas['QueryRequest'];
type Shapes<TRequest> = Record<string, TRequest>;

const text = 'vitamin supplements and the risk of cancer';
const dense = hashedNgramVector(text, 16);
const sparse = hashedWordWeights(text);
const multi = [dense.slice(0, 8), dense.slice(8)];
const near: Query = { query: dense, using: 'dense' };
const hybrid = [
  { query: dense, using: 'dense' },
  { query: sparse, using: 'sparse' },
];
const even: Schemas['Filter'] = { must: [{ key: 'topic', match: { value: 'even' } }] };

/** Queries of all kinds that Qdrant ranks by. */
const kinds = (collection: string): Shapes<Query> => ({
  'dense vector': near,
  'dense vector by distance': { query: dense, using: 'euclid' },
  'sparse vector': { query: sparse, using: 'sparse' },
  'multi vector': { query: multi, using: 'multi' },
  nearest: { query: { nearest: dense }, using: 'dense' },
  'id of a point': { query: 3, using: 'dense' },
  'id of a point in another collection': {
    query: 3,
    using: 'dense',
    lookup_from: { collection, vector: 'dense' },
  },
  'no query': {},
  'no query, but a filter': { filter: even },
  'rrf of prefetches': { prefetch: hybrid, query: { fusion: 'rrf' } },
  'rrf with k and weights': { prefetch: hybrid, query: { rrf: { k: 60, weights: [2, 1] } } },
  dbsf: { prefetch: hybrid, query: { fusion: 'dbsf' } },
  'one prefetch, rescored': {
    prefetch: { query: dense, using: 'dense', limit: 50 },
    query: sparse,
    using: 'sparse',
  },
  'prefetch of a prefetch': {
    prefetch: {
      prefetch: [{ query: dense, using: 'euclid', limit: 60 }],
      query: sparse,
      using: 'sparse',
      limit: 40,
    },
    query: multi,
    using: 'multi',
  },
  'prefetch by order_by': { prefetch: { query: { order_by: 'length' }, limit: 40 }, ...near },
  formula: {
    prefetch: { query: dense, using: 'dense', limit: 40 },
    query: { formula: { sum: ['$score', { mult: [0.001, 'length'] }] } },
  },
  mmr: { query: { nearest: dense, mmr: { diversity: 0.3, candidates_limit: 60 } }, using: 'dense' },
  'mmr by default': { query: { nearest: dense, mmr: {} }, using: 'dense' },
  recommend: { query: { recommend: { positive: [1, 2], negative: [3] } }, using: 'dense' },
  'recommend by best score': {
    query: { recommend: { positive: [1, dense], strategy: 'best_score' } },
    using: 'dense',
  },
  'recommend by sum of scores': {
    query: { recommend: { positive: [1], negative: [2], strategy: 'sum_scores' } },
    using: 'dense',
  },
  discover: {
    query: { discover: { target: dense, context: [{ positive: 1, negative: 2 }] } },
    using: 'dense',
  },
  context: {
    query: {
      context: [
        { positive: 1, negative: 2 },
        { positive: 4, negative: 5 },
      ],
    },
    using: 'dense',
  },
  'relevance feedback': {
    query: {
      relevance_feedback: {
        target: dense,
        feedback: [
          { example: 1, score: 0.9 },
          { example: 2, score: 0.1 },
        ],
        strategy: { naive: { a: 1, b: 1, c: 1 } },
      },
    },
    using: 'dense',
  },
});

/** Everything else that a query can ask for. */
const extras: Shapes<Query> = {
  'limit 1': { limit: 1 },
  'limit over the rank window': { limit: 60 },
  offset: { offset: 5, limit: 5 },
  'offset behind the rank window': { offset: 35, limit: 10 },
  'offset behind the last point': { offset: 500, limit: 10 },
  'members that are null': { limit: null, offset: null, filter: null, with_payload: null },
  filter: { filter: even },
  'filter by several conditions': {
    filter: {
      should: [{ key: 'length', range: { gte: 1000 } }, { has_id: [1, 2] }],
      must_not: [{ key: 'tags', match: { any: ['t1'] } }],
    },
  },
  'filter by an id beyond 2^53': { filter: { must: [{ has_id: [HUGE_ID, 1, 2] }] } },
  'filter that finds nothing': { filter: { must: [{ key: 'topic', match: { value: 'none' } }] } },
  score_threshold: { score_threshold: 0.2, limit: 50 },
  'score_threshold that nothing reaches': { score_threshold: 2 },
  'with payload': { with_payload: true },
  'without payload': { with_payload: false },
  'payload of a key': { with_payload: ['title'] },
  'payload of the passage': { with_payload: ['text'] },
  'payload of a path': { with_payload: ['author.name', 'chunks[].n'] },
  'payload of no key': { with_payload: [] },
  'payload included': { with_payload: { include: ['topic', 'author'] } },
  'payload excluded': { with_payload: { exclude: ['chunks', 'title'] } },
  'payload without the passage': { with_payload: { exclude: ['text', 'chunks[].text'] } },
  'with vectors': { with_vector: true, limit: 3 },
  'with one vector': { with_vector: ['sparse'], limit: 3 },
  'with payload and vectors': { with_payload: true, with_vector: ['dense', 'multi'], limit: 3 },
  params: { params: { exact: true, hnsw_ef: 64 } },
  'params of quantization': { params: { quantization: { ignore: true }, indexed_only: false } },
};

const groups = { ...near, group_by: 'topic' };
const groupShapes = (collection: string): Shapes<Schemas['QueryGroupsRequest']> => ({
  groups,
  'groups of one size': { ...groups, group_size: 2, limit: 1 },
  'groups by an array': { ...groups, group_by: 'tags', limit: 5, group_size: 2 },
  'groups by a path, with payload': { ...groups, group_by: 'author.name', with_payload: true },
  'groups with a selection and vectors': {
    ...groups,
    with_payload: ['title'],
    with_vector: ['dense'],
  },
  'groups of a filter': { ...groups, filter: even, score_threshold: 0.1 },
  'groups of a fusion': {
    ...groups,
    using: null,
    prefetch: hybrid,
    query: { fusion: 'rrf' },
  },
  'groups with lookup': {
    ...groups,
    group_by: 'number',
    with_lookup: { collection, with_payload: ['title'] },
  },
});

/** Orders that are no relevance, and thresholds of scores that depend on how many points a prefetch brings. */
const unrerankable: Shapes<Query> = {
  'order_by a key': { query: { order_by: 'length' }, with_payload: ['title'] },
  'order_by a key, descending, from a value': {
    query: { order_by: { key: 'length', direction: 'desc', start_from: 1500 } },
    limit: 5,
  },
};
const thresholds: Shapes<Query> = {
  'dbsf with a threshold': { prefetch: hybrid, query: { fusion: 'dbsf' }, score_threshold: 0.6 },
  'rrf with a threshold': { prefetch: hybrid, query: { fusion: 'rrf' }, score_threshold: 0.2 },
  'one prefetch, rescored, with a threshold': {
    prefetch: { query: dense, using: 'dense' },
    query: sparse,
    using: 'sparse',
    score_threshold: 1,
  },
};
const wrong: Shapes<Query> = {
  'a limit of 0': { ...near, limit: 0 },
  'an offset below 0': { ...near, offset: -1 },
  'a payload of no kind': { ...near, with_payload: 5 as never },
  'a payload of no keys': { ...near, with_payload: { include: 'text' } },
  'a prefetch of no kind': { ...near, prefetch: 'all' as never },
  'a vector of another size': { query: [1], using: 'dense' },
};

/** Requests that an application may already make of a collection, each with a name. */
export function qdrantShapes(collection: string): {
  query: Shapes<Query>;
  queryGroups: Shapes<Schemas['QueryGroupsRequest']>;
  unrerankable: Shapes<Query>;
  thresholds: Shapes<Query>;
  wrong: Shapes<Query>;
} {
  const asked = Object.entries(extras).map(([name, extra]) => [name, { ...near, ...extra }]);
  return {
    query: { ...kinds(collection), ...Object.fromEntries(asked) },
    queryGroups: groupShapes(collection),
    unrerankable,
    thresholds,
    wrong,
  };
}
