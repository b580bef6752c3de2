import type { TestProject } from 'vitest/node';

import { needs, serveNeeds } from '@lb-rerank/test-engines/needs/server';
import {
  installPackages,
  mayInstallPackages,
  requirements,
} from '@lb-rerank/test-engines/requirements';

/**
 * Serves the tests what they need, each when the first of them asks. A whole run prepares all of it at once, while the
 * unit tests run.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serveNeeds(needs);
  project.provide('needsUrl', server.url);
  if (await isWholeRun(project)) {
    await installMissing();
    for (const name of Object.keys(needs)) server.prepare(name);
  }
  return () => server.stop();
}

async function isWholeRun(project: TestProject): Promise<boolean> {
  const { testFiles } = await project.globTestFiles();
  const chosen = new Set(project.vitest.state.getPaths());
  return testFiles.every((file) => chosen.has(file));
}

/** Installs everything that is missing in one go, if that may be done. */
async function installMissing(): Promise<void> {
  if (!(await mayInstallPackages())) return;
  const packages = await Promise.all(
    Object.values(requirements).map(async (requirement) =>
      (await requirement.find()) === undefined ? requirement.packages : [],
    ),
  );
  const missing = [...new Set(packages.flat())];
  // Where that fails, each need tries its own, and says what is missing.
  if (missing.length > 0) await installPackages(missing).catch(() => undefined);
}
