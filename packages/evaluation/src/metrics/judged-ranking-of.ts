import type { JudgedRanking } from './judged-ranking.ts';
import { rankedIds } from './ranked-ids.ts';

/**
 * Holds one query's answer against its judgements.
 *
 * @example
 * ```ts
 * import { judgedRankingOf } from '@lb-rerank/evaluation';
 *
 * const scores = new Map([['pear', 9.5], ['apple', 8.1]]);
 * const { grades, idealGrades } = judgedRankingOf(scores, new Map([['apple', 1]]));
 * console.log(grades.join(), idealGrades.join()); // 0,1 1
 * ```
 */
export function judgedRankingOf(
  scores: ReadonlyMap<string, number>,
  judgements: ReadonlyMap<string, number>,
): JudgedRanking {
  return {
    grades: rankedIds(scores).map((id) => judgements.get(id) ?? 0),
    idealGrades: [...judgements.values()].toSorted((a, b) => b - a),
  };
}
