#!/usr/bin/env node
import { InterruptedError } from './errors/interrupted-error.ts';
import { runCommandLine } from './run-command-line.ts';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // Once only: a second Ctrl-C ends the process at once, whatever the command is at.
  process.once(name, () => stop.abort(new InterruptedError(name)));
}
// Whoever reads has gone, as with `| head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  stop.abort(new InterruptedError('SIGPIPE'));
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  folder: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
});
