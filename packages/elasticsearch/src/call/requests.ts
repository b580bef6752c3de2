import type { estypes } from '@elastic/elasticsearch';
import type { RerankOverrides } from './options.ts';

/** A search request of Elasticsearch that may say how it is reranked, or that it is not. */
export type SearchRequest = estypes.SearchRequest & {
  /** The query is read from the request where that holds one text; the rest comes from the options. */
  rerank?: RerankOverrides | false | undefined;
};

/** A search request that is reranked. */
export type RerankedRequest = SearchRequest & { rerank?: RerankOverrides | undefined };

/** Several searches as `msearch` takes them, header and body in turn; a body may hold `rerank`. */
export type MsearchRequest = Omit<estypes.MsearchRequest, 'searches'> & {
  searches?: (estypes.MsearchMultisearchHeader | SearchRequest)[];
  /** Holds for all searches that say nothing themselves. */
  rerank?: RerankOverrides | false | undefined;
};
