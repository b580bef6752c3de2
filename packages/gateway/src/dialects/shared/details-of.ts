import type { RankedResult } from '@lb-rerank/core';
import type { Answer } from './answer.ts';
import { wireScore } from './wire-score.ts';

/** The score and the distribution, which stand beside a relevance score on request. */
export interface Details {
  readonly lb_rerank?:
    | {
        /** In [1, 7]; null where the document was not scored. */
        readonly score: number | null;
        /** p("1") to p("7"); null where the document was not scored. */
        readonly probabilities: readonly number[] | null;
      }
    | undefined;
}

/** Adds the score in [1, 7] and the distribution, if they were asked for. */
export function detailsOf(
  { score, probabilities }: RankedResult<string>,
  { withDetails }: Answer,
): Details {
  return withDetails
    ? { lb_rerank: { score: score === null ? null : wireScore(score), probabilities } }
    : {};
}
