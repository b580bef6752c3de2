import type { Schemas } from '@qdrant/js-client-rest';
import type { RerankSummary } from '@lb-rerank/core';
import { rerankSummaryOf } from '@lb-rerank/core/adapter';
import type { RankedAnswer } from './rerank-points.ts';
import { type RerankedPoint, rerankedPoints } from './reranked-points.ts';

/** Qdrant's own query response in the new order, with how that came about. */
export type RerankedQueryResponse = Omit<Schemas['QueryResponse'], 'points'> & {
  points: RerankedPoint[];
  rerank: RerankSummary;
};

/** The engine's answer with the caller's page of the ranking put in; the very answer where it was not to be reranked. */
export function rerankedQueryResponse({
  answer,
  ranked,
}: RankedAnswer<Schemas['QueryResponse']>): RerankedQueryResponse {
  // What a call with `rerank: false` gets is typed by the overload that it chose.
  if (ranked === undefined) return answer as RerankedQueryResponse;
  const { ranking, page } = ranked;
  const results = ranking.results.slice(page.offset, page.offset + page.limit);
  return { ...answer, points: rerankedPoints(results, ranking), rerank: rerankSummaryOf(ranking) };
}
