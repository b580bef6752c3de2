import { isRelevant } from './is-relevant.ts';
import type { JudgedRanking } from './judged-ranking.ts';

/**
 * Computes 1 / the rank of the first relevant document, in [0, 1] (trec_eval's `recip_rank`); 0 where none is
 * within the cut-off.
 *
 * @example
 * ```ts
 * import { reciprocalRank } from '@lb-rerank/evaluation';
 *
 * const appleAtSecondPlace = { grades: [0, 1], idealGrades: [1] };
 * console.log(reciprocalRank(appleAtSecondPlace)); // 0.5
 * ```
 */
export function reciprocalRank({ grades }: JudgedRanking, cutoff: number = Infinity): number {
  const first = grades.slice(0, cutoff).findIndex(isRelevant);
  return first === -1 ? 0 : 1 / (first + 1);
}
