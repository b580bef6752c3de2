import { LEVELS, type LevelProbabilities } from './level-probabilities.ts';

/**
 * Computes the score as the model card prints it: the sum of level times probability, in [0, 7].
 *
 * It is not divided by the mass, so it depends a little on how many answers the backend reports (source: model card).
 *
 * @example
 * ```ts
 * import { cardScore } from '@lb-rerank/core';
 *
 * console.log(cardScore([0, 0, 0, 0, 0, 0.5, 0.5])); // 6.5
 * ```
 */
export function cardScore(probabilities: LevelProbabilities): number {
  return LEVELS.reduce((sum, level) => sum + level * probabilities[level - 1]!, 0);
}
