import type { PairScorer } from './pair-scorer.ts';
import { knownAs, type ScorerIdentity } from './known-as.ts';
import type { ScoreRequest } from './scorer.ts';

/** Makes a pair scorer around another: its model, its own way with pairs, and `score` by the same way. */
export function pairScorerOf(
  inner: ScorerIdentity,
  scorePairs: PairScorer['scorePairs'],
): PairScorer {
  return knownAs(inner, {
    scorePairs,
    score: ({ query, passages, signal }: ScoreRequest) =>
      scorePairs({ pairs: passages.map((passage) => ({ query, passage })), signal }),
  });
}
