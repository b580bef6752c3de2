import { BackendError } from '@lb-rerank/core';
import { printable } from '@lb-rerank/core/backend';
import { CommanderError } from 'commander';
import type { CommandContext } from './terminal/command-context.ts';
import { createProgram } from './create-program.ts';
import { EXIT_CODES } from './errors/exit-code.ts';
import { InterruptedError } from './errors/interrupted-error.ts';
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
  } catch (thrown) {
    const error = endOf(thrown, context.signal);
    const exitCode = exitCodeOf(error);
    // What Commander refuses it has told already.
    if (!(error instanceof CommanderError) && !isOfOutput(error, context.signal)) {
      const lines = describe(error, exitCode).split('\n').map(printable);
      context.stderr.write(`lb-rerank: ${lines.join('\n')}\n`);
      if (error instanceof BackendError && !error.message.includes('lb-rerank doctor')) {
        context.stderr.write('`lb-rerank doctor` looks at the set-up, and says what to do.\n');
      }
    }
    return exitCode;
  }
}

/** Finds what ended a command: Node.js says of what was aborted no more than that. */
function endOf(thrown: unknown, signal: AbortSignal): unknown {
  const isAbort = thrown instanceof Error && thrown.name === 'AbortError';
  return isAbort && signal.aborted ? signal.reason : thrown;
}

/** Tells whether a command ended with its output: by a reader that has gone, as `head` does, or an error that was told when it came. */
function isOfOutput(error: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted || error !== signal.reason) return false;
  return error instanceof InterruptedError
    ? error.signalName === 'SIGPIPE'
    : 'syscall' in Object(error);
}

function describe(error: unknown, exitCode: number): string {
  if (!(error instanceof Error)) return String(error);
  return exitCode === EXIT_CODES.defect ? (error.stack ?? error.message) : error.message;
}
