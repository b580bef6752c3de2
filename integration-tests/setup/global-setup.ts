import type { TestProject } from 'vitest/node';

import { needs, serveTestFiles } from '@lb-rerank/test-engines/needs/server';
import {
  installPackages,
  mayInstallPackages,
  requirements,
} from '@lb-rerank/test-engines/requirements';

/**
 * Serves the tests what they need, each when the first of them asks. A whole run prepares all of it at once, while the
 * unit tests run.
 *
 * @throws {RangeError} where `LB_RERANK_INSTALL` is neither a yes nor a no.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const mayInstall = await mayInstallPackages().catch((error: Error) => {
    // A variable is at fault, and no line of ours.
    error.stack = '';
    throw error;
  });
  const server = await serveTestFiles(project, needs);
  if (await isWholeRun(project)) {
    if (mayInstall) await installMissing();
    for (const name of Object.keys(needs)) server.prepare(name);
  }
  return () => server.stop();
}

async function isWholeRun(project: TestProject): Promise<boolean> {
  const { testFiles } = await project.globTestFiles();
  const chosen = new Set(project.vitest.state.getPaths());
  return testFiles.every((file) => chosen.has(file));
}

/** Installs everything that is missing in one go. */
async function installMissing(): Promise<void> {
  const packages = await Promise.all(
    Object.values(requirements).map(async ({ find, packages: bringing }) => {
      // Whoever needs what is broken says so.
      const path = await find().catch(() => 'broken');
      return path === undefined ? bringing : [];
    }),
  );
  const missing = [...new Set(packages.flat())];
  // Where that fails, each need tries its own, and says what is missing.
  if (missing.length > 0) await installPackages(missing).catch(() => undefined);
}
