import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { appendFile, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';

import { readGroupProcessorTime } from './read-group-processor-time.ts';

const GRACE_MS = 15_000;
const TAIL_LENGTH = 12_000;

/** The work of a process and all that it started, since its start. */
export interface Work {
  readonly printedBytes: number;
  readonly processorMs: number;
}

/** A local server that was started for tests, with all that it started in turn. */
export interface StartedProcess {
  /** Resolves when it has ended, in whichever way. */
  readonly ended: Promise<unknown>;
  readonly hasEnded: boolean;
  /** The last of what it printed. */
  logTail(): Promise<string>;
  /** Reads what it has done so far, by which one that works is told from one that hangs. */
  work(): Promise<Work>;
  /** Asks it to end, makes it after 15 seconds, and removes its run folder. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash does; the run folder goes too. */
  kill(): Promise<void>;
}

/** The command line, environment and folders that a local server is started with. */
export interface ProcessOptions {
  command: string;
  args: readonly string[];
  /** The whole environment, so that a setting of the caller's shell cannot change an engine. */
  env: NodeJS.ProcessEnv;
  /** Removed at the end; its `log.txt` takes the output. */
  runFolder: string;
  cwd?: string;
}

/** Starts a server as a process group of its own, which ends with this process whatever ends this one. */
export function startProcess({
  command,
  args,
  env,
  runFolder,
  cwd = runFolder,
}: ProcessOptions): StartedProcess {
  const logPath = join(runFolder, 'log.txt');
  const log = openSync(logPath, 'a');
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  const { pid } = child;
  const guard = pid === undefined ? undefined : guardGroup(pid, runFolder);

  let hasEnded = false;
  const ended = once(child, 'exit')
    .catch((error: unknown) => appendFile(logPath, `could not be started: ${String(error)}\n`))
    .finally(() => {
      hasEnded = true;
      // Whatever it started must not outlive it; later, its id may be someone else's.
      signalGroup(pid, 'SIGKILL');
      guard?.write('ended\n');
    });
  const end = async (firstSignal: NodeJS.Signals) => {
    if (!hasEnded) signalGroup(pid, firstSignal);
    const timer = setTimeout(() => {
      signalGroup(pid, 'SIGKILL');
    }, GRACE_MS);
    await ended;
    clearTimeout(timer);
    guard?.end();
    await rm(runFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return {
    ended,
    get hasEnded() {
      return hasEnded;
    },
    logTail: async () => (await readFile(logPath, 'utf8').catch(() => '')).slice(-TAIL_LENGTH),
    work: async () => ({
      printedBytes: await stat(logPath).then(
        ({ size }) => size,
        () => 0,
      ),
      processorMs: pid === undefined ? 0 : await readGroupProcessorTime(pid),
    }),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function signalGroup(processId: number | undefined, signal: NodeJS.Signals): void {
  if (processId === undefined) return;
  try {
    process.kill(-processId, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Leaves a shell behind that kills the group and removes the run folder when this process ends before it could.
 *
 * It waits on the returned pipe, which the kernel closes even after SIGKILL, when no handler of ours can run. A line
 * tells it that the group has ended.
 */
function guardGroup(processId: number, runFolder: string): Writable {
  const script = `
    read -r line || { kill -s KILL -- "-$1"; sleep 1; }
    read -r line
    rm -rf -- "$2"`;
  const guard = spawn('/bin/sh', ['-c', script, 'guard', String(processId), runFolder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  // Its end is no error of ours.
  guard.stdin.on('error', () => {});
  return guard.stdin;
}
