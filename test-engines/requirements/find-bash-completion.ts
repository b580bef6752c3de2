import { access } from 'node:fs/promises';
import { findProgram } from './find-program.ts';

const SCRIPT = '/usr/share/bash-completion/bash_completion';

/** Finds the script of the package bash-completion, on a machine that has bash too. */
export async function findBashCompletion(): Promise<string | undefined> {
  if ((await findProgram(['bash'])) === undefined) return undefined;
  return access(SCRIPT).then(
    () => SCRIPT,
    () => undefined,
  );
}
