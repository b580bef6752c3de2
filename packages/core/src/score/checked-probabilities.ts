import { BackendOutputError } from '../errors/backend-output-error.ts';
import type { LevelProbabilities } from './level-probabilities.ts';
import { probabilityMass } from './probability-mass.ts';

/** Where probabilities came from, for the error that names it. */
export interface ProbabilitySource {
  /** The server's base URL, or the model file. */
  readonly url: string;
  readonly modelId: string;
  /** The least sum of the seven probabilities that a real answer has, in [0, 1]. @default 0.5 */
  readonly minMass?: number | undefined;
}

/** Rounding of float32 softmax can take a probability, or their sum, this far over 1. */
const ROUNDING = 1e-3;

/**
 * Seven probabilities that can be trusted to be the model's answer.
 *
 * @throws BackendOutputError when one is not in [0, 1], or when their sum is under `minMass`: another model answers there.
 */
export function checkedProbabilities(
  values: readonly number[],
  { url, modelId, minMass = 0.5 }: ProbabilitySource,
): LevelProbabilities {
  if (values.length !== 7 || !values.every(isProbability)) {
    const problem = 'gave something other than seven probabilities';
    throw new BackendOutputError({ url, modelId, problem });
  }
  const probabilities = values as unknown as LevelProbabilities;
  const mass = probabilityMass(probabilities);
  if (mass < minMass || mass > 1 + ROUNDING) {
    const problem = `puts ${mass.toFixed(3)} of its probability on the answers 1 to 7, so it is not the LB Reranker`;
    throw new BackendOutputError({ url, modelId, problem });
  }
  return probabilities;
}

/** What JSON cannot hold, such as NaN, comes as null, which compares like a number. */
function isProbability(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1 + ROUNDING;
}
