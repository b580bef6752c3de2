import { execa } from 'execa';
import { findProgram } from './find-program.ts';
import { UnusableVariableError } from './unusable-variable-error.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const VARIABLE = 'CHROME_BIN';
const TIMEOUT_MS = 60_000;

/**
 * Finds Chromium or Chrome: the one in `CHROME_BIN`, else on PATH.
 *
 * @throws {UnusableVariableError} where `CHROME_BIN` names something else.
 */
export async function findChromium(): Promise<string | undefined> {
  const path = await findProgram(NAMES, VARIABLE);
  if (path === undefined || path !== process.env[VARIABLE]) return path;
  const { stdout } = await execa(path, ['--version'], { reject: false, timeout: TIMEOUT_MS });
  if (!/chrom/i.test(stdout ?? '')) {
    throw new UnusableVariableError(VARIABLE, path, 'does not say that it is Chromium or Chrome');
  }
  return path;
}
