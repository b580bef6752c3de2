import type { Schemas } from '@qdrant/js-client-rest';
import type { Reranker, RerankSummary, SkippedSummary } from '@lb-rerank/core';
import type { PointsPlan } from './plan-points.ts';
import { rankPoints } from './rank-points.ts';
import { type RankedPoint, rerankedPoints } from './reranked-points.ts';

/** Qdrant's own query response in the new order, with how that came about. */
export type QueryResponse = Omit<Schemas['QueryResponse'], 'points'> & {
  points: RankedPoint[];
  rerank: RerankSummary;
};

/** Qdrant's own query response as it came, since the query says nothing of reranking and cannot be reranked. */
export type SkippedQueryResponse = Omit<Schemas['QueryResponse'], 'points'> & {
  points: UnrankedPoint[];
  rerank: SkippedSummary;
};

/** Qdrant's own query response as it came, since the query says `rerank: false`, where that is known only when it runs. */
export type BareQueryResponse = Omit<Schemas['QueryResponse'], 'points'> & {
  points: UnrankedPoint[];
  rerank?: undefined;
};

/** A point of Qdrant as it came. */
export type UnrankedPoint = Schemas['ScoredPoint'] & { rerank?: undefined };

/**
 * Makes the caller's answer of what the engine answered to a plan's requests: the caller's page of the ranking.
 *
 * A failure after the engine's answer never hides that answer: it gives the engine's own order, marked.
 */
export async function answerPoints(
  plan: PointsPlan<unknown>,
  answers: readonly Schemas['QueryResponse'][],
  dependencies: { reranker: Reranker; signal?: AbortSignal | undefined },
): Promise<QueryResponse> {
  const found = answers.map(({ points }) => points);
  const { results, summary } = await rankPoints(plan, found, dependencies);
  return { ...answers[0], points: rerankedPoints(results, summary), rerank: summary };
}
