import type { LevelProbabilities } from './level-probabilities.ts';
import { probabilityMass } from './probability-mass.ts';

/** Rounding of float32 softmax can take a probability, or their sum, this far over 1. */
const ROUNDING = 1e-3;

/** The least sum that means anything: less is what is left where a model says something else than a level. */
const LEAST_MASS = 1e-6;

/**
 * Tells whether values are the seven probabilities of an answer: each in [0, 1], and together neither nothing nor more than 1.
 *
 * It is asked of all that becomes a score, wherever it comes from, since a sum of 0 would give NaN, which is neither above nor
 * below any `minScore`.
 *
 * @example
 * ```ts
 * import { areProbabilities } from '@lb-rerank/core/backend';
 *
 * console.log(areProbabilities([0, 0, 0, 0, 0.1, 0.2, 0.7]), areProbabilities([0, 0, 0, 0, 0, 0, 0])); // true false
 * ```
 */
export function areProbabilities(values: unknown): values is LevelProbabilities {
  if (!areSevenNumbers(values)) return false;
  const mass = probabilityMass(values);
  return mass >= LEAST_MASS && mass <= 1 + ROUNDING;
}

/** Tells whether values are seven numbers in [0, 1]; their sum is not looked at. */
export function areSevenNumbers(values: unknown): values is LevelProbabilities {
  return Array.isArray(values) && values.length === 7 && values.every(isProbability);
}

/** Refuses null, which compares like a number: JSON has it in place of what it cannot hold, such as NaN. */
function isProbability(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1 + ROUNDING;
}
