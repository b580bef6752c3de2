import { BackendOutputError } from '../errors/backend-output-error.ts';
import { SERVE_THE_LB_RERANKER } from '../errors/remedies.ts';
import { areProbabilities, areSevenNumbers } from './are-probabilities.ts';
import type { LevelProbabilities } from './level-probabilities.ts';
import { probabilityMass } from './probability-mass.ts';

/** The source of probabilities, for the error that names it. */
export interface ProbabilitySource {
  /** The server's base URL, or the model file. */
  readonly url: string;
  readonly modelId: string;
  /** The least sum of the seven probabilities, in [0, 1]; under it another model must have answered. Below 1e-6 no answer is taken in any case. @default 0.5 */
  readonly minMass?: number | undefined;
}

/**
 * Checks that values are seven probabilities that can be trusted to be the model's answer.
 *
 * @throws BackendOutputError when one is not in [0, 1], or when their sum is under `minMass`: another model answers there.
 */
export function checkedProbabilities(
  values: readonly number[],
  { url, modelId, minMass = 0.5 }: ProbabilitySource,
): LevelProbabilities {
  if (!areSevenNumbers(values)) {
    const problem = 'gave something other than seven probabilities';
    throw new BackendOutputError({ url, modelId, problem, remedy: SERVE_THE_LB_RERANKER });
  }
  const mass = probabilityMass(values);
  if (mass < minMass || !areProbabilities(values)) {
    const problem = `puts ${mass.toFixed(3)} of its probability on the answers 1 to 7, so it is not the LB Reranker`;
    throw new BackendOutputError({ url, modelId, problem, remedy: SERVE_THE_LB_RERANKER });
  }
  return values;
}
