import type { JudgedRanking } from './judged-ranking.ts';
import { rankedIds } from './ranked-ids.ts';

/** Holds one query's answer against its judgements. */
export function judgedRankingOf(
  scores: ReadonlyMap<string, number>,
  judgements: ReadonlyMap<string, number>,
): JudgedRanking {
  return {
    grades: rankedIds(scores).map((id) => judgements.get(id) ?? 0),
    idealGrades: [...judgements.values()].toSorted((a, b) => b - a),
  };
}
