import type { estypes } from '@elastic/elasticsearch';

const vector = [0.9, 0.1, 0.2, 0.4];

/**
 * Searches for neighbours of whom Elasticsearch finds no more than it shows, since nothing says `k`; a larger rank window would
 * change totals and aggregations, or be refused.
 */
export const NEIGHBOUR_SHAPES: Record<string, estypes.SearchRequest> = {
  'knn without k': { knn: { field: 'vector', query_vector: vector, num_candidates: 15 } },
  'knn without k or candidates': { size: 7, knn: { field: 'vector', query_vector: vector } },
  'knn without k, second page': {
    from: 5,
    size: 8,
    knn: { field: 'vector', query_vector: vector },
  },
  'knn without k, with aggregation': {
    knn: { field: 'vector', query_vector: vector },
    aggs: { topics: { terms: { field: 'topic' } } },
  },
  'knn query without k': { query: { knn: { field: 'vector', query_vector: vector } } },
  'knn query with few candidates': {
    query: {
      bool: { must: { knn: { field: 'vector', query_vector: vector, num_candidates: 4 } } },
    },
  },
};
