import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';

/** The subset of @elastic/elasticsearch's Client that we call. */
export interface ElasticsearchClient {
  search<TDocument = unknown, TAggregations = Record<string, estypes.AggregationsAggregate>>(
    params: estypes.SearchRequest,
    requestOptions: TransportRequestOptions,
  ): Promise<estypes.SearchResponse<TDocument, TAggregations>>;
}
