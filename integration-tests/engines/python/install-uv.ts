import { join } from 'node:path';

import { buildOnce } from '../build-once.ts';
import { cacheFolder } from '../cache-folder.ts';
import { runTool } from '../run-tool.ts';

const VERSION = '0.13.9';

/** The path of a `uv` of our own, which resolves a lock file the same way on every machine. */
export async function installUv(): Promise<string> {
  const folder = await buildOnce(cacheFolder(`uv-${VERSION}`), async (environment) => {
    await runTool('python3', 'install Python 3.11 or newer, Debian: python3 and python3-venv', [
      '-m',
      'venv',
      environment,
    ]);
    await runTool(join(environment, 'bin', 'python'), '', [
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
