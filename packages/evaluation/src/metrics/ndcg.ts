import type { JudgedRanking } from './judged-ranking.ts';

/**
 * Computes the normalised discounted cumulative gain, in [0, 1]: how near the ranking comes to the best one
 * possible, with the grade itself as gain and 1 / log2(rank + 1) as discount (trec_eval's `ndcg` and `ndcg_cut`). 0
 * where nothing is relevant.
 *
 * @example
 * ```ts
 * import { ndcg } from '@lb-rerank/evaluation';
 *
 * const appleAtSecondPlace = { grades: [0, 1], idealGrades: [1] };
 * console.log(ndcg(appleAtSecondPlace).toFixed(3)); // 0.631
 * ```
 */
export function ndcg({ grades, idealGrades }: JudgedRanking, cutoff: number = Infinity): number {
  const ideal = discountedGain(idealGrades, cutoff);
  return ideal === 0 ? 0 : discountedGain(grades, cutoff) / ideal;
}

function discountedGain(grades: readonly number[], cutoff: number): number {
  return grades
    .slice(0, cutoff)
    .reduce((sum, grade, index) => sum + Math.max(0, grade) / Math.log2(index + 2), 0);
}
