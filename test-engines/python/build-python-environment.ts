import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { versionOf } from '../machinery/cache/version-of.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { runTool } from '../machinery/run-tool.ts';
import { installUv } from './install-uv.ts';

export interface PythonEnvironmentOptions {
  engine: string;
  /** A lock file: every package with its version, dependencies too. */
  requirements: string;
  /** For the progress message, like "4 GB". */
  size: string;
}

/** Builds a virtual environment that holds exactly what a lock file names, once per content, and gives its `python`. */
export async function buildPythonEnvironment({
  engine,
  requirements,
  size,
}: PythonEnvironmentOptions): Promise<string> {
  const version = await versionOf([requirements]);
  const folder = await buildOnce(cacheFolder(`${engine}-${version}`), async (environment) => {
    const uv = await installUv();
    reportProgress(engine, `setting up its Python packages once, ${size}`);
    const startedAt = performance.now();
    // Relocatable, since a finished environment moves to its final name.
    const create = ['venv', '--quiet', '--clear', '--relocatable', '--python', '>=3.11,<3.14'];
    await runTool(uv, [...create, environment]);
    const python = join(environment, 'bin', 'python');
    await runTool(uv, ['pip', 'sync', '--quiet', '--python', python, requirements]);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    reportProgress(engine, `set up in ${seconds} s`);
  });
  return join(folder, 'bin', 'python');
}
