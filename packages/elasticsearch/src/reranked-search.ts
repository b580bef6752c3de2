import type {
  estypes,
  TransportRequestOptions,
  TransportRequestOptionsWithMeta,
  TransportResult,
} from '@elastic/elasticsearch';
import { requireBareClient, requireOptions } from '@lb-rerank/core/adapter';
import type { RerankingOptions } from './call/options.ts';
import type { SearchRequest } from './call/requests.ts';
import type { SearchClient } from './client/ports.ts';
import type { RerankedResponse } from './search/search-response.ts';
import { type EngineSearch, runSearch } from './search/run-search.ts';
import { PASSAGE_FORMS } from './passage/passage-selector.ts';

type Aggregations = Record<string, estypes.AggregationsAggregate>;

/** A function that searches as the client's own `search` does, and answers in the reranker's order; see {@link rerankedSearch}. */
export interface SearchFunction<TDocument = unknown> {
  <TAggregations = Aggregations>(
    params: estypes.SearchRequest & { rerank: false },
    requestOptions?: TransportRequestOptions,
  ): Promise<estypes.SearchResponse<TDocument, TAggregations>>;
  <TAggregations = Aggregations>(
    params: SearchRequest,
    requestOptions: TransportRequestOptionsWithMeta,
  ): Promise<TransportResult<RerankedResponse<TDocument, TAggregations>>>;
  <TAggregations = Aggregations>(
    params: SearchRequest,
    requestOptions?: TransportRequestOptions,
  ): Promise<RerankedResponse<TDocument, TAggregations>>;
}

/**
 * Wraps an Elasticsearch client's `search`: the first `rankWindowSize` hits are scored and reordered, and everything
 * else in the response stays the engine's own.
 *
 * When the model fails, the engine's order comes back with `rerank.outcome` 'fallback' and `rerank.error`. Errors of
 * Elasticsearch itself are the client's own, unchanged. A call says `rerank: false` to be left alone.
 * {@link withReranking} wraps the whole client.
 *
 * @throws InvalidRequestError at once for options that cannot be used and for a client that reranks already, and before any request: no query text, numbers out of range, another order.
 *
 * @example
 * ```ts
 * import { Client } from '@elastic/elasticsearch';
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { rerankedSearch } from '@lb-rerank/elasticsearch';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const elasticsearch = new Client({ node: 'http://127.0.0.1:9200' });
 * const search = rerankedSearch<{ text: string }>(elasticsearch, {
 *   reranker: createReranker({ scorer }),
 *   passage: 'text',
 * });
 * const query = { match: { text: 'What is the scientific name of apples?' } };
 * const { hits } = await search({ index: 'articles', query });
 * console.log(hits.hits[0]?._source?.text); // The scientific name of the apple is Malus domestica.
 * ```
 */
export function rerankedSearch<TDocument = unknown>(
  client: SearchClient,
  options: RerankingOptions<TDocument>,
): SearchFunction<TDocument> {
  requireBareClient(client);
  requireOptions(options, { forms: PASSAGE_FORMS });
  const search: EngineSearch = (params, requestOptions) =>
    client.search(params as SearchRequest, requestOptions as TransportRequestOptions);
  return ((params: SearchRequest, requestOptions?: TransportRequestOptions) =>
    runSearch(search, [params, requestOptions ?? {}], {
      ...options,
      isAsked: true,
    })) as SearchFunction<TDocument>;
}
