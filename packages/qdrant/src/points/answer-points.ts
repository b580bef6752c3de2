import type { Schemas } from '@qdrant/js-client-rest';
import type { Reranker, RerankSummary } from '@lb-rerank/core';
import { rerankSummaryOf } from '@lb-rerank/core/adapter';
import type { PointsPlan } from './plan-points.ts';
import { rankPoints } from './rank-points.ts';
import { type RankedPoint, rerankedPoints } from './reranked-points.ts';

/** Qdrant's own query response in the new order, with how that came about. */
export type QueryResponse = Omit<Schemas['QueryResponse'], 'points'> & {
  points: RankedPoint[];
  rerank: RerankSummary;
};

/**
 * Makes the caller's answer of what the engine answered to a plan's request: the caller's page of the ranking.
 *
 * A failure after the engine's answer never hides that answer: it gives the engine's own order, marked.
 */
export async function answerPoints(
  plan: PointsPlan<unknown>,
  answer: Schemas['QueryResponse'],
  dependencies: { reranker: Reranker; signal?: AbortSignal | undefined },
): Promise<QueryResponse> {
  const ranking = await rankPoints(plan, answer.points, dependencies);
  const { offset, limit } = plan.page;
  const results = ranking.results.slice(offset, offset + limit);
  return { ...answer, points: rerankedPoints(results, ranking), rerank: rerankSummaryOf(ranking) };
}
