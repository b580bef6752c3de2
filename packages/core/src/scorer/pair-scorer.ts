import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Scorer, ScoreRequest } from './scorer.ts';

/** A query and the passage that is held against it. */
export interface Pair {
  readonly query: string;
  readonly passage: string;
}

/** Pairs, of one query or of several, to be scored in one go. */
export interface PairScoreRequest extends Pick<ScoreRequest, 'signal'> {
  readonly pairs: readonly Pair[];
}

/** A scorer that takes pairs of several queries in one go, so that requests of several callers can share a batch. */
export interface PairScorer extends Scorer {
  /** Answers for every pair, in order, or rejects, as `score` does. */
  scorePairs(request: PairScoreRequest): Promise<readonly LevelProbabilities[]>;
}

/** Tells whether a scorer takes pairs of several queries. */
export function isPairScorer(scorer: Scorer): scorer is PairScorer {
  return 'scorePairs' in scorer;
}
