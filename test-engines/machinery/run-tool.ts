import { execa, ExecaError, type Options } from 'execa';

import { MissingRequirementError } from './missing-requirement-error.ts';

const TAIL_LENGTH = 2_000;

/**
 * Runs a tool of the machine to its end.
 *
 * @throws {MissingRequirementError} if it is not installed.
 */
export async function runTool(
  command: string,
  args: readonly string[],
  options: Pick<Options, 'cwd' | 'env'> = {},
): Promise<void> {
  try {
    await execa(command, args, { ...options, all: true, stdin: 'ignore' });
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    if (error.code === 'ENOENT') {
      throw new MissingRequirementError(`no ${command}`, { cause: error });
    }
    const output = (error.all ?? '').slice(-TAIL_LENGTH);
    throw new Error(`${error.shortMessage}\n${output}`, { cause: error });
  }
}
