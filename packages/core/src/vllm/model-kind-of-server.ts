import { BackendOutputError } from '../errors/backend-output-error.ts';
import type { ModelKind } from '../model-kind/model-kind.ts';
import { modelKindOf } from '../model-kind/model-kind-of.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Pair } from '../scorer/pair-scorer.ts';
import { PROBE } from './probe-server.ts';
import type { VllmServer } from './server/vllm-server.ts';

/** Tells which model a server has by its answer to the probe, for which it is asked where no way of asking had to be tried. */
export async function modelKindOfServer(
  { probed }: VllmServer,
  ask: (pair: Pair) => Promise<readonly LevelProbabilities[]>,
): Promise<ModelKind> {
  try {
    return modelKindOf(probed === undefined ? await ask(PROBE) : [probed]);
  } catch (error) {
    // Only another model says something else than a level.
    if (error instanceof BackendOutputError) return 'other';
    throw error;
  }
}
