import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import type { CommandContext } from '../terminal/command-context.ts';
import { runCommandLine } from '../run-command-line.ts';

/** The exit code and the output of a command. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, without a terminal, with nothing in the environment but what is given. */
export async function runCommand(
  args: readonly string[],
  {
    environment = {},
    folder = import.meta.dirname,
    input = '',
    signal = new AbortController().signal,
  }: Partial<Pick<CommandContext, 'environment' | 'folder' | 'signal'>> & { input?: string } = {},
): Promise<CommandResult> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const written = Promise.all([text(stdout), text(stderr)]);
  const stdin = Readable.from([input]);
  const exitCode = await runCommandLine(args, {
    environment,
    folder,
    stdin,
    stdout,
    stderr,
    signal,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await written;
  return { exitCode, stdout: out, stderr: err };
}
