import type { LoadedModel } from '../loaded-model/loaded-model.ts';
import { computeLevelProbabilities } from './compute-level-probabilities.ts';
import type { Evaluator } from './evaluator.ts';
import { type ContextLimits, GrowingContext } from './growing-context.ts';

/** Makes an evaluator on llama.cpp, with a context of its own. */
export function llamaEvaluator(loaded: LoadedModel, limits: ContextLimits): Evaluator {
  const context = new GrowingContext(loaded, limits);
  return {
    engine: 'llama.cpp',
    modelId: loaded.modelId,
    evaluate: (prompt, { shared, signal }) =>
      context.use(prompt, async (sequence) => {
        signal?.throwIfAborted();
        if (shared === 0) await sequence.clearHistory();
        return computeLevelProbabilities(sequence, prompt, loaded, signal);
      }),
    close: () => context.close(),
  };
}
