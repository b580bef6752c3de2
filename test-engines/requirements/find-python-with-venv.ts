import { execa } from 'execa';
import { findProgram } from './find-program.ts';

const NAMES = ['python3', 'python3.13', 'python3.12', 'python3.11'];
/** Ends with an error for a version that vLLM has no wheels for, and for a Debian without python3-venv. */
const CHECK = 'import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))';

/** Finds a Python that can make virtual environments for all our engines. */
export async function findPythonWithVenv(): Promise<string | undefined> {
  for (const name of NAMES) {
    const path = await findProgram([name]);
    if (path === undefined) continue;
    const { failed } = await execa(path, ['-c', CHECK], { reject: false });
    if (!failed) return path;
  }
  return undefined;
}
