import { isRelevant } from './is-relevant.ts';
import type { JudgedRanking } from './judged-ranking.ts';

/**
 * Computes the precision at each relevant document within the cut-off, averaged over all relevant documents of the
 * query, in [0, 1] (trec_eval's `map` and `map_cut`). 0 where nothing is relevant.
 *
 * @example
 * ```ts
 * import { averagePrecision } from '@lb-rerank/evaluation';
 *
 * const appleAtSecondPlace = { grades: [0, 1], idealGrades: [1] };
 * console.log(averagePrecision(appleAtSecondPlace)); // 0.5
 * ```
 */
export function averagePrecision(
  { grades, idealGrades }: JudgedRanking,
  cutoff: number = Infinity,
): number {
  const relevant = idealGrades.filter(isRelevant).length;
  let found = 0;
  let sum = 0;
  for (const [index, grade] of grades.slice(0, cutoff).entries()) {
    if (isRelevant(grade)) {
      found += 1;
      sum += found / (index + 1);
    }
  }
  return relevant === 0 ? 0 : sum / relevant;
}
