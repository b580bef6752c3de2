import type { estypes } from '@elastic/elasticsearch';
import type { RerankMark, RerankSummary, SkippedSummary } from '@lb-rerank/core';

/** A hit of Elasticsearch, with what reranking found out about it. */
export type RankedHit<TDocument> = estypes.SearchHit<TDocument> & { _rerank: RerankMark };

/** Elasticsearch's own search response in the new order, with how that came about: the answer to a search that says `rerank: { … }`. */
export type RerankedResponse<TDocument, TAggregations> = Omit<
  estypes.SearchResponse<TDocument, TAggregations>,
  'hits'
> & {
  hits: Omit<estypes.SearchHitsMetadata<TDocument>, 'hits'> & { hits: RankedHit<TDocument>[] };
  rerank: RerankSummary;
};

/** The answer to a search that says nothing of reranking: in the new order, or, where it cannot be reranked, the engine's own. */
export type SearchResponse<TDocument, TAggregations> = WithMaybeRankedHits<
  TDocument,
  TAggregations
> & { rerank: RerankSummary | SkippedSummary };

/** The answer to a search that may have said `rerank: false`, and then has no account of any. */
export type MaybeRerankedResponse<TDocument, TAggregations> = WithMaybeRankedHits<
  TDocument,
  TAggregations
> & { rerank?: RerankSummary | SkippedSummary };

/** Elasticsearch's own search response, whose hits have a mark where they were reranked. */
type WithMaybeRankedHits<TDocument, TAggregations> = Omit<
  estypes.SearchResponse<TDocument, TAggregations>,
  'hits'
> & {
  hits: Omit<estypes.SearchHitsMetadata<TDocument>, 'hits'> & {
    hits: (estypes.SearchHit<TDocument> & { _rerank?: RerankMark })[];
  };
};

/** Elasticsearch's own answers to several searches: those that were reranked or skipped have `rerank`, those that failed an `error`. */
export type MsearchResponse<TDocument, TAggregations> = Omit<
  estypes.MsearchResponse<TDocument, TAggregations>,
  'responses'
> & {
  responses: (
    | (estypes.MsearchMultiSearchItem<TDocument> & { rerank?: RerankSummary | SkippedSummary })
    | estypes.ErrorResponseBase
  )[];
};
