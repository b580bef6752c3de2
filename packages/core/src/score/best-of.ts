import { expectedScore } from './expected-score.ts';
import type { LevelProbabilities } from './level-probabilities.ts';

/** Picks the answer with the highest expected score, the first of equals; at least one is needed. */
export function bestOf(answers: readonly LevelProbabilities[]): LevelProbabilities {
  return answers.reduce((a, b) => (expectedScore(b) > expectedScore(a) ? b : a));
}
