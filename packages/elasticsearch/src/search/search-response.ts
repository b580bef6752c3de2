import type { estypes } from '@elastic/elasticsearch';
import type { RerankMark, RerankSummary } from '@lb-rerank/core';

/** A hit of Elasticsearch, with what reranking found out about it. */
export type RankedHit<TDocument> = estypes.SearchHit<TDocument> & { _rerank: RerankMark };

/** Elasticsearch's own search response in the new order, with how that came about. */
export type SearchResponse<TDocument, TAggregations> = Omit<
  estypes.SearchResponse<TDocument, TAggregations>,
  'hits'
> & {
  hits: Omit<estypes.SearchHitsMetadata<TDocument>, 'hits'> & { hits: RankedHit<TDocument>[] };
  rerank: RerankSummary;
};

/** Elasticsearch's own answers to several searches: those that were reranked have `rerank`, those that failed an `error`. */
export type MsearchResponse<TDocument, TAggregations> = Omit<
  estypes.MsearchResponse<TDocument, TAggregations>,
  'responses'
> & {
  responses: (
    | (estypes.MsearchMultiSearchItem<TDocument> & { rerank?: RerankSummary })
    | estypes.ErrorResponseBase
  )[];
};
