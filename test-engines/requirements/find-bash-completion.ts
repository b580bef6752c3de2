import { access } from 'node:fs/promises';

const SCRIPT = '/usr/share/bash-completion/bash_completion';

/** Finds the script of the package bash-completion. */
export async function findBashCompletion(): Promise<string | undefined> {
  return access(SCRIPT).then(
    () => SCRIPT,
    () => undefined,
  );
}
