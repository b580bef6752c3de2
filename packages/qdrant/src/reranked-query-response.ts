import type { Schemas } from '@qdrant/js-client-rest';
import type { RerankMark, RerankSummary } from '@lb-rerank/core';

/** A point of Qdrant, with what reranking found out about it. */
export type RerankedPoint = Schemas['ScoredPoint'] & { rerank: RerankMark };

/** Qdrant's own query response in the new order, with how that came about. */
export type RerankedQueryResponse = Omit<Schemas['QueryResponse'], 'points'> & {
  points: RerankedPoint[];
  rerank: RerankSummary;
};
