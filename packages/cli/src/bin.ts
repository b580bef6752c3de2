#!/usr/bin/env node
import { exitCodeOf } from './errors/exit-code-of.ts';
import { InterruptedError } from './errors/interrupted-error.ts';
import { runCommandLine } from './run-command-line.ts';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // Once only: a second Ctrl-C ends the process at once, whatever the command is at.
  process.once(name, () => stop.abort(new InterruptedError(name)));
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads may have gone, as with `| head`; all else, such as a full disk, the user wants to know.
  const reason = error.code === 'EPIPE' ? new InterruptedError('SIGPIPE') : error;
  if (error.code !== 'EPIPE')
    process.stderr.write(`lb-rerank: standard output: ${error.message}\n`);
  process.exitCode = exitCodeOf(reason);
  stop.abort(reason);
});

const exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  folder: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
});
process.exitCode ??= exitCode;
