import type { PairScorer } from './pair-scorer.ts';
import type { Scorer } from './scorer.ts';

/** Makes a pair scorer around another: its model, its own way with pairs, and `score` by the same way. */
export function pairScorerOf(
  inner: Pick<Scorer, 'modelId'>,
  scorePairs: PairScorer['scorePairs'],
): PairScorer {
  return {
    get modelId() {
      return inner.modelId;
    },
    scorePairs,
    score: ({ query, passages, signal }) =>
      scorePairs({ pairs: passages.map((passage) => ({ query, passage })), signal }),
  };
}
