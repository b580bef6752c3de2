import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { isBuilt } from '../machinery/cache/is-built.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { meet } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';
import { runTool } from '../machinery/run-tool.ts';

const VERSION = '0.13.9';

const folderOfUv = () => cacheFolder(`uv-${VERSION}`);

/** Tells whether `uv` is there already, so that no Python with venv is needed. */
export async function isUvInstalled(): Promise<boolean> {
  return isBuilt(folderOfUv());
}

/** The path of a `uv` of our own, which resolves a lock file the same way on every machine. */
export async function installUv(): Promise<string> {
  const folder = await buildOnce(folderOfUv(), async (environment) => {
    const python = await meet(requirements.python);
    await runTool(python, ['-m', 'venv', environment]);
    await runTool(join(environment, 'bin', 'python'), [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `uv==${VERSION}`,
    ]);
  });
  return join(folder, 'bin', 'uv');
}
