import { execa } from 'execa';
import { findProgram } from './find-program.ts';

/**
 * Finds a program on PATH that is new enough.
 *
 * @param oldest the major and minor version that will do, like "1.25"
 * @param args what makes it print its version
 */
export async function findProgramOfVersion(
  name: string,
  oldest: string,
  args: readonly string[],
): Promise<string | undefined> {
  const path = await findProgram([name]);
  if (path === undefined) return undefined;
  const { stdout } = await execa(path, args, { reject: false });
  const version = /\d+\.\d+/.exec(stdout ?? '')?.[0];
  return version !== undefined && isSameOrNewer(version, oldest) ? path : undefined;
}

function isSameOrNewer(version: string, oldest: string): boolean {
  return version.localeCompare(oldest, 'en', { numeric: true }) >= 0;
}
