import type { LevelProbabilities } from './level-probabilities.ts';

/** Rounding of float32 softmax can take a probability, or their sum, this far over 1. */
export const ROUNDING = 1e-3;

/** Tells whether values are seven probabilities; their sum is not looked at. */
export function areProbabilities(values: unknown): values is LevelProbabilities {
  return Array.isArray(values) && values.length === 7 && values.every(isProbability);
}

/** Refuses null, which compares like a number: JSON has it in place of what it cannot hold, such as NaN. */
function isProbability(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1 + ROUNDING;
}
