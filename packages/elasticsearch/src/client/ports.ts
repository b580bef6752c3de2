import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';

/** The subset of @elastic/elasticsearch's Client that we call. */
export interface SearchClient {
  search<TDocument = unknown, TAggregations = Record<string, estypes.AggregationsAggregate>>(
    params: estypes.SearchRequest,
    requestOptions: TransportRequestOptions,
  ): Promise<estypes.SearchResponse<TDocument, TAggregations>>;
}

/** The subset of @elastic/elasticsearch's Client whose answers are reranked. */
export interface RerankableClient extends SearchClient {
  msearch(
    params: estypes.MsearchRequest,
    requestOptions: TransportRequestOptions,
  ): Promise<estypes.MsearchResponse>;
}

/** The subset of @opensearch-project/opensearch's Client whose answers are reranked; it keeps search and answer under `body`. */
export interface RerankableOpensearchClient {
  search(params: object, requestOptions: object): PromiseLike<{ body: object }>;
  msearch(params: { body: object[] }, requestOptions: object): PromiseLike<{ body: object }>;
}

/** The subset of @elastic/elasticsearch's Client that registers inference endpoints. */
export interface InferenceClient {
  readonly inference: {
    put(params: estypes.InferencePutRequest): Promise<estypes.InferenceInferenceEndpointInfo>;
    delete(params: estypes.InferenceDeleteRequest): Promise<unknown>;
  };
}
