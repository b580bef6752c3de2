import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/**
 * Finds the first of some programs: the path in `variable` if the environment has it, else by name on PATH.
 *
 * Resolves to its path, or to undefined.
 */
export async function findProgram(
  names: readonly string[],
  variable?: string,
): Promise<string | undefined> {
  const chosen = variable === undefined ? undefined : process.env[variable];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of chosen ? [chosen] : paths) {
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
