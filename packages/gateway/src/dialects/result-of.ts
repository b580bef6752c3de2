import type { RankedResult } from '@lb-rerank/core';
import type { Answer } from './answer.ts';

/** What stands beside a relevance score on request. */
export interface Details {
  readonly lb_rerank?: {
    /** In [1, 7]; null where the document was not scored. */
    readonly score: number | null;
    /** p("1") to p("7"); null where the document was not scored. */
    readonly probabilities: readonly number[] | null;
  };
}

/** One result of the object dialects. */
export interface WireResult extends Details {
  readonly index: number;
  /** In [0, 1]. */
  readonly relevance_score: number;
}

/**
 * One result in the words that most dialects share. A document without a score has 0: their clients compute with the
 * number, and since sorting is stable, equal scores keep the order.
 */
export function resultOf(result: RankedResult<string>, answer: Answer): WireResult {
  return {
    index: result.index,
    relevance_score: result.relevanceScore ?? 0,
    ...detailsOf(result, answer),
  };
}

/** The score in [1, 7] and the distribution, where they were asked for. */
export function detailsOf(
  { score, probabilities }: RankedResult<string>,
  { withDetails }: Answer,
): Details {
  return withDetails ? { lb_rerank: { score, probabilities } } : {};
}
