import type { LevelProbabilities } from './level-probabilities.ts';

/** Adds the seven probabilities up, to a sum in [0, 1]; near 1 when the served model is the LB Reranker. */
export function probabilityMass(probabilities: LevelProbabilities): number {
  return probabilities.reduce((sum, probability) => sum + probability, 0);
}
