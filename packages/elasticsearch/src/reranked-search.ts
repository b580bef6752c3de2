import type {
  estypes,
  TransportRequestOptions,
  TransportRequestOptionsWithMeta,
  TransportResult,
} from '@elastic/elasticsearch';
import { requireOptions } from '@lb-rerank/core/adapter';
import type { RerankingOptions } from './call/options.ts';
import type { SearchRequest } from './call/requests.ts';
import type { SearchClient } from './client/ports.ts';
import type { SearchResponse } from './search/search-response.ts';
import { type EngineSearch, runSearch } from './search/run-search.ts';

type Aggregations = Record<string, estypes.AggregationsAggregate>;

/** Searches as the client's own `search` does, and answers in the reranker's order. */
export interface SearchFunction<TDocument = unknown> {
  <TAggregations = Aggregations>(
    params: estypes.SearchRequest & { rerank: false },
    requestOptions?: TransportRequestOptions,
  ): Promise<estypes.SearchResponse<TDocument, TAggregations>>;
  <TAggregations = Aggregations>(
    params: SearchRequest,
    requestOptions: TransportRequestOptionsWithMeta,
  ): Promise<TransportResult<SearchResponse<TDocument, TAggregations>>>;
  <TAggregations = Aggregations>(
    params: SearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<SearchResponse<TDocument, TAggregations>>;
}

/**
 * Wraps an Elasticsearch client's `search`: the first `rankWindowSize` hits are scored and reordered, and everything
 * else in the response stays the engine's own.
 *
 * When the model fails, the engine's order comes back with `rerank.outcome` 'fallback' and `rerank.error`. Errors of
 * Elasticsearch itself are the client's own, unchanged. A call says `rerank: false` to be left alone.
 *
 * @throws InvalidRequestError at once for options that cannot be used, and before any request: no query text, numbers out of range, another order.
 */
export function rerankedSearch<TDocument = unknown>(
  client: SearchClient,
  options: RerankingOptions<TDocument>,
): SearchFunction<TDocument> {
  requireOptions(options);
  const search: EngineSearch = (params, requestOptions) => client.search(params, requestOptions);
  return ((params: SearchRequest, requestOptions?: TransportRequestOptions) =>
    runSearch(search, params, requestOptions ?? {}, options)) as SearchFunction<TDocument>;
}
