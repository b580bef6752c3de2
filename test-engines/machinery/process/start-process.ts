import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { appendFile, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { guardGroup } from './guard-group.ts';
import { type GroupWork, readGroupWork } from './read-group-work.ts';
import { signalGroup } from './signal-group.ts';

const GRACE_MS = 15_000;
const TAIL_LENGTH = 12_000;

/** The work of a process and all that it started, since its start. */
export interface Work {
  readonly printedBytes: number;
  /** `undefined` on a machine that does not say. */
  readonly group: GroupWork | undefined;
}

/** The end of a process: with a code, by a signal, or before it began. */
export interface Ending {
  readonly exitCode?: number | null;
  readonly signal?: NodeJS.Signals | null;
  /** The reason why it could not be started, like ENOENT. */
  readonly error?: NodeJS.ErrnoException;
}

/** A local server or tool that was started for tests, with all that it started in turn. */
export interface StartedProcess {
  /** For messages: the command and its arguments. */
  readonly commandLine: string;
  /** Resolves when it has ended, in whichever way. */
  readonly ended: Promise<Ending>;
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

/** The command line, environment and folders that a local server or tool is started with. */
export interface ProcessOptions {
  command: string;
  args: readonly string[];
  /** The whole environment, so that a setting of the caller's shell cannot change an engine. */
  env: NodeJS.ProcessEnv;
  /** Removed at the end; its `log.txt` takes the output. */
  runFolder: string;
  cwd?: string;
}

/** Starts a server or tool as a process group of its own, which ends with this process whatever ends this one. */
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
    .then(([exitCode, signal]): Ending => ({ exitCode, signal }))
    .catch(async (error: NodeJS.ErrnoException): Promise<Ending> => {
      await appendFile(logPath, `could not be started: ${error.message}\n`);
      return { error };
    })
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
    commandLine: [command, ...args].join(' '),
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
      group: pid === undefined ? undefined : await readGroupWork(pid),
    }),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
