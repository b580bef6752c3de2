import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import type { ElasticsearchClient } from './ports.ts';

/** The subset of @elastic/elasticsearch's Client whose answers are reranked. */
export interface RerankableClient extends ElasticsearchClient {
  msearch(
    params: estypes.MsearchRequest,
    requestOptions: TransportRequestOptions,
  ): Promise<estypes.MsearchResponse>;
}
