import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';

/** The subset of @elastic/elasticsearch's Client that a first stage calls. */
export interface ElasticsearchStageClient {
  search<TDocument = unknown>(
    params: estypes.SearchRequest,
    requestOptions: TransportRequestOptions,
  ): Promise<estypes.SearchResponse<TDocument>>;
}
