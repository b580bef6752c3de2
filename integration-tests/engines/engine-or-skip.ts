import type { EngineDefinition } from './engine-definition.ts';
import { EngineUnavailableError } from './engine-unavailable-error.ts';
import type { Engine } from './engine.ts';
import { resolveEngine } from './resolve-engine.ts';

/** Comes by an engine for one test, which is skipped, outside of CI, by the reason why there is none. */
export async function engineOrSkip(
  definition: EngineDefinition,
  skip: (note: string) => never,
): Promise<Engine> {
  try {
    return await resolveEngine(definition);
  } catch (error) {
    if (!(error instanceof EngineUnavailableError) || process.env['CI']) throw error;
    return skip(error.message);
  }
}
