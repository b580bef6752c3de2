import type { estypes } from '@elastic/elasticsearch';
import type { RerankMark, RerankSummary } from '@lb-rerank/core';

/** A hit of Elasticsearch, with what reranking found out about it. */
export type RerankedHit<TDocument> = estypes.SearchHit<TDocument> & { _rerank: RerankMark };

/** Elasticsearch's own search response in the new order, with how that came about. */
export type RerankedSearchResponse<TDocument, TAggregations> = Omit<
  estypes.SearchResponse<TDocument, TAggregations>,
  'hits'
> & {
  hits: Omit<estypes.SearchHitsMetadata<TDocument>, 'hits'> & { hits: RerankedHit<TDocument>[] };
  rerank: RerankSummary;
};
