import type { PassageRange, RankedResult } from '../rerank/ranking.ts';

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
  /** The place of the text that was scored in the passage, in UTF-16 units, if it is a chunk of a long one. */
  readonly passage_range?: PassageRange;
}

/** Makes the mark of one ranked result. */
export function rerankMarkOf(result: RankedResult<unknown>): RerankMark {
  return {
    score: result.score,
    relevance_score: result.relevanceScore,
    retriever_score: result.retrieverScore ?? null,
    retriever_rank: result.retrieverRank,
    ...(result.passageRange && { passage_range: result.passageRange }),
  };
}
