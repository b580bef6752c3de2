#!/usr/bin/env node
import { exitCodeOf } from './errors/exit-code-of.ts';
import { InterruptedError } from './errors/interrupted-error.ts';
import { runCommandLine } from './run-command-line.ts';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // It stays, since a signal handler of a library ends the process where it finds no other.
  process.on(name, () => {
    // A second Ctrl-C ends the process at once, whatever the command is at.
    if (stop.signal.aborted) process.exit(exitCodeOf(stop.signal.reason));
    stop.abort(new InterruptedError(name));
  });
}
let isOutputOutlived = false;
let isLossTold = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads may have gone, as with `| head`; all else, such as a full disk, the user wants to know.
  const isReaderGone = error.code === 'EPIPE';
  const reason = isReaderGone ? new InterruptedError('SIGPIPE') : error;
  if (!isReaderGone && !isLossTold)
    process.stderr.write(`lb-rerank: standard output: ${error.message}\n`);
  isLossTold = true;
  if (isOutputOutlived && !isReaderGone) return;
  process.exitCode = exitCodeOf(reason);
  stop.abort(reason);
});

// What cannot be said there is not worth an end; the exit code still tells.
process.stderr.on('error', () => {});

// Of what the library warns an application, a command tells by itself.
const printed = process.listeners('warning');
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'LbRerankWarning') for (const print of printed) print(warning);
});

const exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  folder: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  outliveOutput: () => {
    isOutputOutlived = true;
  },
});
process.exitCode ??= exitCode;
