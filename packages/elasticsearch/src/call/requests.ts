import type { estypes } from '@elastic/elasticsearch';
import type { RerankSearchCall } from './options.ts';

/** A search request of Elasticsearch, and how it is reranked. */
export type RerankedSearchRequest = estypes.SearchRequest & {
  /** `query` is read from the request where that holds one text; the rest comes from the options. */
  rerank?: RerankSearchCall;
};

/** A search request that may say how it is reranked, or that it is not. */
export type RerankableSearchRequest = estypes.SearchRequest & { rerank?: RerankSearchCall | false };

/** Several searches as `msearch` takes them, header and body in turn; a body may hold `rerank`. */
export type RerankableMsearchRequest = Omit<estypes.MsearchRequest, 'searches'> & {
  searches?: (estypes.MsearchMultisearchHeader | RerankableSearchRequest)[];
  /** Holds for all searches that say nothing themselves. */
  rerank?: RerankSearchCall | false;
};
