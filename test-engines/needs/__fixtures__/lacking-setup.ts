import type { TestProject } from 'vitest/node';
import { EngineUnavailableError } from '../../machinery/engine-unavailable-error.ts';
import { MissingRequirementError } from '../../machinery/missing-requirement-error.ts';
import { serveTestFiles } from '../server/serve-test-files.ts';

const missing = (message: string, packages: string[]) => ({
  provide: () => Promise.reject(new MissingRequirementError(message, { packages })),
});

const log = Array.from({ length: 120 }, (_, line) => `line ${line} of its log`).join('\n');
const reasons = ['Docker: no container runtime answers', `local process: it ended:\n${log}`];
const errors = [new MissingRequirementError('no container runtime answers'), new Error('it ended')];

/** Serves a machine that has curl, but neither Chromium nor promtool, and whose Qdrant ends while it starts. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serveTestFiles(project, {
    curl: { provide: () => Promise.resolve({ value: '/usr/bin/curl' }) },
    chromium: missing('no Chromium; apt-get install chromium\nand a log', ['chromium']),
    promtool: missing('no promtool; apt-get install prometheus', ['prometheus']),
    qdrant: {
      provide: () => Promise.reject(new EngineUnavailableError('qdrant', reasons, errors)),
    },
  });
  return () => server.stop();
}
