import { BackendError } from '@lb-rerank/core';
import { printable } from '@lb-rerank/core/backend';
import { CommanderError } from 'commander';
import type { CommandContext } from './terminal/command-context.ts';
import { createProgram } from './create-program.ts';
import { EXIT_CODES } from './errors/exit-code.ts';
import { noticeUnknownVariables } from './settings/notice-unknown-variables.ts';
import { exitCodeOf } from './errors/exit-code-of.ts';

/**
 * Runs `lb-rerank` with these arguments, and resolves to its exit code.
 *
 * Whatever goes wrong is told on stderr; a defect with its stack.
 */
export async function runCommandLine(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  try {
    noticeUnknownVariables(context);
    await createProgram({ ...context, args }).parseAsync([...args], { from: 'user' });
    return EXIT_CODES.done;
  } catch (error) {
    const exitCode = exitCodeOf(error);
    // What Commander refuses it has told already.
    if (!(error instanceof CommanderError)) {
      const lines = describe(error, exitCode).split('\n').map(printable);
      context.stderr.write(`lb-rerank: ${lines.join('\n')}\n`);
      if (error instanceof BackendError && !error.message.includes('lb-rerank doctor')) {
        context.stderr.write('`lb-rerank doctor` looks at the set-up, and says what to do.\n');
      }
    }
    return exitCode;
  }
}

function describe(error: unknown, exitCode: number): string {
  if (!(error instanceof Error)) return String(error);
  return exitCode === EXIT_CODES.defect ? (error.stack ?? error.message) : error.message;
}
