import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { onTestFinished, vi } from 'vitest';
import { InterruptedError } from '../errors/interrupted-error.ts';
import { runCommandLine } from '../run-command-line.ts';

/** A command that serves until it is stopped. */
export interface RunningCommand {
  /** The address at which it says that it answers. */
  readonly address: string;
  /** Gives what it has told on stderr so far. */
  readonly told: () => string;
  /** Stops it as a signal would, and resolves to its exit code and its log. */
  readonly stop: () => Promise<{ readonly exitCode: number; readonly log: string }>;
}

/** Runs a command that serves, until the test stops it or ends, and resolves once it has told its address. */
export async function runUntilStopped(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<RunningCommand> {
  const stop = new AbortController();
  onTestFinished(() => stop.abort(new InterruptedError('SIGTERM')));
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const ended = runCommandLine(args, {
    environment,
    folder: import.meta.dirname,
    stdin: Readable.from([]),
    stdout,
    stderr,
    signal: stop.signal,
  });
  let told = '';
  stderr.on('data', (line: Buffer) => (told += line.toString()));
  const [, address = ''] = await vi.waitFor(
    () => / at (http\S+)\n/.exec(told) ?? Promise.reject(new Error(told)),
    10_000,
  );
  return {
    address,
    told: () => told,
    async stop() {
      stop.abort(new InterruptedError('SIGTERM'));
      const exitCode = await ended;
      stdout.end();
      return { exitCode, log: await text(stdout) };
    },
  };
}
