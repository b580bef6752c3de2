import { isRelevant } from './is-relevant.ts';
import type { JudgedRanking } from './judged-ranking.ts';

/**
 * Computes the share of the query's relevant documents that are within the cut-off, in [0, 1] (trec_eval's
 * `recall`, and `set_recall` without a cut-off). 0 where nothing is relevant.
 *
 * @example
 * ```ts
 * import { recall } from '@lb-rerank/evaluation';
 *
 * const appleAtSecondPlace = { grades: [0, 1], idealGrades: [1] };
 * console.log(recall(appleAtSecondPlace, 10)); // 1
 * ```
 */
export function recall({ grades, idealGrades }: JudgedRanking, cutoff: number = Infinity): number {
  const relevant = idealGrades.filter(isRelevant).length;
  return relevant === 0 ? 0 : grades.slice(0, cutoff).filter(isRelevant).length / relevant;
}
