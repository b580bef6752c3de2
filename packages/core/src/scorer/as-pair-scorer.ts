import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { isPairScorer, type PairScorer, type PairScoreRequest } from './pair-scorer.ts';
import { knownAs } from './known-as.ts';
import type { Scorer, ScoreRequest } from './scorer.ts';

/** Gives a scorer that takes pairs: the one given if it does, else one that asks it query by query. */
export function asPairScorer(scorer: Scorer): PairScorer {
  if (isPairScorer(scorer)) return scorer;
  return knownAs(scorer, {
    score: (request: ScoreRequest) => scorer.score(request),
    async scorePairs({ pairs, signal }: PairScoreRequest) {
      const ofQuery = Map.groupBy(pairs.keys(), (position) => pairs[position]!.query);
      const answers = Array.from<LevelProbabilities>({ length: pairs.length });
      await Promise.all(
        [...ofQuery].map(async ([query, positions]) => {
          const passages = positions.map((position) => pairs[position]!.passage);
          const scored = await scorer.score({ query, passages, signal });
          for (const [n, position] of positions.entries()) answers[position] = scored[n]!;
        }),
      );
      return answers;
    },
  });
}
