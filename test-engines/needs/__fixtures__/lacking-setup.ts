import type { TestProject } from 'vitest/node';
import { MissingRequirementError } from '../../machinery/missing-requirement-error.ts';
import { serveNeeds } from '../server/serve-needs.ts';

const missing = (message: string, packages: string[]) => ({
  provide: () => Promise.reject(new MissingRequirementError(message, { packages })),
});

/** Serves a machine that has curl, but neither Chromium nor promtool. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serveNeeds({
    curl: { provide: () => Promise.resolve({ value: '/usr/bin/curl' }) },
    chromium: missing('no Chromium; apt-get install chromium', ['chromium']),
    promtool: missing('no promtool; apt-get install prometheus', ['prometheus']),
  });
  project.provide('needsUrl', server.url);
  return () => server.stop();
}
