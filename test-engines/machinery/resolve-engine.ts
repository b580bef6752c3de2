import { requireDocker } from './require-docker.ts';
import type { EngineDefinition } from './engine-definition.ts';
import { engineOfEnvironment } from './engine-of-environment.ts';
import type { Engine } from './engine.ts';
import { EngineUnavailableError } from './engine-unavailable-error.ts';
import { reportProgress } from './report-progress.ts';
import { startInTime } from './start-in-time.ts';

/**
 * Comes by a running engine: the address in the environment, else Docker, else a local process.
 *
 * An address that does not answer is an error, since someone meant that very engine.
 *
 * @throws {EngineUnavailableError} naming what each way lacks.
 */
export async function resolveEngine(definition: EngineDefinition): Promise<Engine> {
  const { name, environmentVariable } = definition;
  const running = await engineOfEnvironment(definition);
  if (running !== undefined) return running;

  const reasons = environmentVariable === undefined ? [] : [`${environmentVariable} is not set`];
  const errors: unknown[] = [];
  for (const [way, start] of waysToStart(definition)) {
    try {
      const engine = await start();
      reportProgress(name, `${engine.description} answers at ${engine.url}`);
      return engine;
    } catch (error) {
      errors.push(error);
      reasons.push(`${way}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new EngineUnavailableError(name, reasons, errors);
}

function waysToStart(definition: EngineDefinition): [string, () => Promise<Engine>][] {
  const { startContainer } = definition;
  const ways: [string, () => Promise<Engine>][] = [];
  if (startContainer !== undefined) {
    ways.push(['Docker', () => requireDocker().then(() => startInTime(startContainer))]);
  }
  ways.push(['local process', () => definition.startProcess()]);
  return ways;
}
