import { isAbsolute } from 'node:path';
import { MissingRequirementError } from './missing-requirement-error.ts';
import { createRunFolder } from './process/create-run-folder.ts';
import { startProcess } from './process/start-process.ts';
import { type Patience, waitWhileWorking } from './process/wait-while-working.ts';

const TAIL_LENGTH = 2_000;
const PATIENCE: Patience = { idleMs: 300_000, longestMs: 5_400_000, countsTransfers: true };

/**
 * Runs a tool of the machine to its end. It dies with this process, and so does all that it started.
 *
 * A tool that does nothing for 5 minutes is ended, as is one that is not done after an hour and a half.
 *
 * @throws {MissingRequirementError} if it is not installed.
 * @throws {StalledProcessError} if it hangs.
 */
export async function runTool(
  command: string,
  args: readonly string[],
  { cwd = process.cwd(), env }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
  patience: Patience = PATIENCE,
): Promise<void> {
  const runFolder = await createRunFolder('tool');
  const tool = startProcess({ command, args, env: { ...process.env, ...env }, runFolder, cwd });
  try {
    const { exitCode, signal, error } = await waitWhileWorking(tool, tool.ended, patience);
    // A path of our own that is gone is a broken set-up, and no lack of the machine.
    if (error?.code === 'ENOENT' && !isAbsolute(command)) {
      throw new MissingRequirementError(`no ${command}`, { cause: error });
    }
    if (exitCode === 0) return;
    const outcome = signal ? `was ended by ${signal}` : `ended with exit code ${exitCode}`;
    const problem = error === undefined ? outcome : 'could not be started';
    const output = (await tool.logTail()).slice(-TAIL_LENGTH);
    throw new Error(`${tool.commandLine} ${problem}\n${output}`, { cause: error });
  } finally {
    await tool.stop();
  }
}
