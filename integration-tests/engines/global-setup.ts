import type { TestProject } from 'vitest/node';

import { elasticsearch } from './elasticsearch.ts';
import { EngineUnavailableError } from './engine-unavailable-error.ts';
import type { Engine } from './engine.ts';
import { qdrant } from './qdrant.ts';
import { reportProgress } from './report-progress.ts';
import { resolveEngine } from './resolve-engine.ts';
import type { SharedEngines } from './shared-engines.ts';
import { vllm } from './vllm.ts';

const DEFINITIONS = { elasticsearch: elasticsearch(), qdrant: qdrant(), vllm: vllm() };

/**
 * Starts the engines that all tests share, at once, and gives back what stops them.
 *
 * @throws {EngineUnavailableError} in CI only; elsewhere the tests of a missing engine are skipped by its reason.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engines: Engine[] = [];
  const stop = async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
  };
  const offer = async (name: keyof SharedEngines): Promise<SharedEngines[typeof name]> => {
    try {
      const engine = await resolveEngine(DEFINITIONS[name]);
      engines.push(engine);
      return { url: engine.url, description: engine.description };
    } catch (error) {
      if (!(error instanceof EngineUnavailableError) || process.env['CI']) throw error;
      reportProgress(name, error.message);
      return { unavailable: error.message };
    }
  };
  const offers = {
    elasticsearch: offer('elasticsearch'),
    qdrant: offer('qdrant'),
    vllm: offer('vllm'),
  };
  const results = await Promise.allSettled(Object.values(offers));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  project.provide('engines', {
    elasticsearch: await offers.elasticsearch,
    qdrant: await offers.qdrant,
    vllm: await offers.vllm,
  });
  return stop;
}
