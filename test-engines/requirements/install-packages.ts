import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { isCi } from '../machinery/is-ci.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { runTool } from '../machinery/run-tool.ts';
import { withLock } from '../machinery/cache/with-lock.ts';
import { findProgram } from './find-program.ts';
import { saysYes } from './says-yes.ts';

/**
 * Whether packages of the system may be installed: as root, on Debian or its like, under CI or after the caller said
 * so by `LB_RERANK_INSTALL=1`. A test that changes the system unasked would surprise.
 *
 * @throws {RangeError} where `LB_RERANK_INSTALL` is neither a yes nor a no.
 */
export async function mayInstallPackages(userId = process.getuid?.()): Promise<boolean> {
  const isAsked = saysYes('LB_RERANK_INSTALL') ?? isCi();
  return isAsked && userId === 0 && (await hasApt());
}

/** Tells whether the machine's packages are Debian's, so that a command for `apt-get` is of use. */
export async function hasApt(): Promise<boolean> {
  return (await findProgram(['apt-get'])) !== undefined;
}

/** Installs packages of the system by `apt-get`, and says so before. Several callers take turns. */
export async function installPackages(packages: readonly string[]): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  await withLock(join(cacheFolder(), 'apt.lock'), async () => {
    reportProgress('apt-get', `installing ${packages.join(' ')}`);
    const options = { env: { DEBIAN_FRONTEND: 'noninteractive' } };
    // One unreachable source of several is no reason to do without the others.
    await runTool('apt-get', ['-qq', 'update'], options).catch(() => undefined);
    const quiet = ['-qq', '-y', '--no-install-recommends'];
    try {
      await runTool('apt-get', ['install', ...quiet, ...packages], options);
    } catch (error) {
      // Its last line says what apt-get gave up at.
      const [last = ''] = (error as Error).message.trim().split('\n').slice(-1);
      reportProgress('apt-get', `could not install ${packages.join(' ')}: ${last}`);
      throw error;
    }
  });
}
