import { cardScore } from './card-score.ts';
import type { LevelProbabilities } from './level-probabilities.ts';
import { probabilityMass } from './probability-mass.ts';

/**
 * Computes the expected level, in [1, 7]: the sum of level times probability, divided by the mass.
 *
 * This is the default score. Because of the division it is the same on every backend, whether that reports raw or
 * renormalised probabilities. NaN where the mass is 0.
 *
 * @example
 * ```ts
 * import { expectedScore, type LevelProbabilities, relevanceScore } from '@lb-rerank/core';
 *
 * const probabilities: LevelProbabilities = [0, 0, 0, 0, 0, 0.5, 0.5];
 * console.log(expectedScore(probabilities)); // 6.5
 * ```
 */
export function expectedScore(probabilities: LevelProbabilities): number {
  return cardScore(probabilities) / probabilityMass(probabilities);
}
