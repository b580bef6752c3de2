import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { UnusableVariableError } from './unusable-variable-error.ts';

/**
 * Finds the first of some programs: the path in `variable` if the environment has it, else by name on PATH.
 *
 * Resolves to its path, or to undefined.
 *
 * @throws {UnusableVariableError} where the variable's path is no program.
 */
export async function findProgram(
  names: readonly string[],
  variable?: string,
): Promise<string | undefined> {
  const chosen = variable === undefined ? undefined : process.env[variable];
  if (variable !== undefined && chosen) {
    if (await isExecutable(chosen)) return chosen;
    throw new UnusableVariableError(variable, chosen, 'is no program');
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
