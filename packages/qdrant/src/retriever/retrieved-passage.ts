import type { Schemas } from '@qdrant/js-client-rest';
import type { RankedResult, RerankSummary } from '@lb-rerank/core';
import { withJson } from '../client/with-json.ts';
import type { FoundPoint } from '../points/rank-points.ts';

/** A passage that answers a query, as a RAG application reads it. */
export interface RetrievedPassage {
  readonly id: Schemas['ExtendedPointId'];
  /** The text that was scored: of several passages of a point the best one, or all of them where none was; null where it has none. */
  readonly text: string | null;
  readonly payload: Schemas['ScoredPoint']['payload'];
  /** The expected level, in [1, 7]; null where the point was not scored. */
  readonly score: number | null;
  /** The same score on [0, 1]; null where the point was not scored. */
  readonly relevanceScore: number | null;
  /** Qdrant's own score. */
  readonly retrieverScore: number;
  /** The rank in Qdrant's own order, from 1. */
  readonly retrieverRank: number;
}

/** Passages, best first; how their order came about stands beside them, on the array. */
export type RetrievedPassages = RetrievedPassage[] & { rerank: RerankSummary };

/** Gives a ranked point as a passage, with the text of it that was scored. */
export function retrievedPassageOf({
  document: { point, passage },
  ...result
}: RankedResult<FoundPoint>): RetrievedPassage {
  return withJson({
    id: point.id,
    text: result.passage ?? ([passage ?? []].flat().join('\n') || null),
    payload: point.payload,
    score: result.score,
    relevanceScore: result.relevanceScore,
    retrieverScore: point.score,
    retrieverRank: result.retrieverRank,
  });
}
