import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import type { ElasticsearchClient } from './elasticsearch-client.ts';
import { planRerankedSearch, type RerankedSearchRequest } from './plan-reranked-search.ts';
import type { RerankedSearchOptions } from './reranked-search-options.ts';
import type { RerankedSearchResponse } from './reranked-search-response.ts';

/** Searches as the client's own `search` does, and answers in the reranker's order. */
export type RerankedSearch<TDocument = unknown> = <
  TAggregations = Record<string, estypes.AggregationsAggregate>,
>(
  params: RerankedSearchRequest,
  requestOptions?: Omit<TransportRequestOptions, 'meta'>,
) => Promise<RerankedSearchResponse<TDocument, TAggregations>>;

/**
 * Wraps an Elasticsearch client's `search`: the first `rankWindowSize` hits are scored and reordered, and everything
 * else in the response stays the engine's own.
 *
 * When the model fails, the engine's order comes back with `rerank.outcome` 'fallback' and `rerank.error`. Errors of
 * Elasticsearch itself are the client's own, unchanged.
 *
 * @throws InvalidRequestError before any request: no query text, a window that is no positive integer, another order.
 */
export function rerankedSearch<TDocument = unknown>(
  client: ElasticsearchClient,
  options: RerankedSearchOptions<TDocument>,
): RerankedSearch<TDocument> {
  return async <TAggregations>(
    params: RerankedSearchRequest,
    requestOptions: Omit<TransportRequestOptions, 'meta'> = {},
  ) => {
    const plan = planRerankedSearch(params, options);
    const response = await client.search<TDocument, TAggregations>(plan.request, requestOptions);
    return plan.finish(response, requestOptions.signal);
  };
}
