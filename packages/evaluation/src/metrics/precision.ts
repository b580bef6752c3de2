import { isRelevant } from './is-relevant.ts';
import type { JudgedRanking } from './judged-ranking.ts';

/**
 * Computes the share of relevant documents among the first `cutoff`, in [0, 1]; places that nothing fills count as
 * not relevant (trec_eval's `P`). Without a cut-off, the share among all that was retrieved (`set_P`).
 *
 * @example
 * ```ts
 * import { precision } from '@lb-rerank/evaluation';
 *
 * const appleAtSecondPlace = { grades: [0, 1], idealGrades: [1] };
 * console.log(precision(appleAtSecondPlace, 10)); // 0.1
 * ```
 */
export function precision({ grades }: JudgedRanking, cutoff: number = Infinity): number {
  const places = cutoff === Infinity ? grades.length : cutoff;
  return places === 0 ? 0 : grades.slice(0, cutoff).filter(isRelevant).length / places;
}
