import type { RankedResult } from '../rerank/ranking.ts';

/** The findings of reranking about one hit, as they stand in an engine's response. */
export interface RerankMark {
  /** The expected level, in [1, 7]; null where the hit was not scored. */
  readonly score: number | null;
  /** The same score on [0, 1]; null where the hit was not scored. */
  readonly relevance_score: number | null;
  /** The engine's own score; null where it gave none. */
  readonly retriever_score: number | null;
  /** The rank in the engine's own order, from 1. */
  readonly retriever_rank: number;
}

/** Makes the mark of one ranked result. */
export function rerankMarkOf(result: RankedResult<unknown>): RerankMark {
  return {
    score: result.score,
    relevance_score: result.relevanceScore,
    retriever_score: result.retrieverScore ?? null,
    retriever_rank: result.retrieverRank,
  };
}
