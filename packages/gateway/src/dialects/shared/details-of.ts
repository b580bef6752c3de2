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
        /** The place of the chunk of a long document that was scored, in UTF-16 units; absent where it was read from its beginning. */
        readonly passage_range?: { readonly start: number; readonly end: number } | undefined;
      }
    | undefined;
}

/** Adds the score in [1, 7] and the distribution, if they were asked for. */
export function detailsOf(
  { score, probabilities, passageRange }: RankedResult<string>,
  { withDetails }: Answer,
): Details {
  if (!withDetails) return {};
  return {
    lb_rerank: {
      score: score === null ? null : wireScore(score),
      probabilities,
      ...(passageRange && {
        passage_range: { start: passageRange.start, end: passageRange.end },
      }),
    },
  };
}
