import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Order } from '../orders/order.ts';

const START_MS = 60_000;
const TAIL_LENGTH = 4_000;

/** A program of Node.js in a process of its own, which can be hit and ordered about. */
export interface SteeredProcess {
  readonly pid: number | undefined;
  order(order: Order): void;
  signal(name: NodeJS.Signals): void;
  /** Resolves to its exit code, or to the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** The last of its standard error. */
  readonly tail: string;
}

/**
 * Starts a program and waits until its standard error says that it is ready.
 *
 * @param log a file descriptor that takes its standard output.
 * @throws Error with the last of its standard error, where it ends or does not get ready.
 */
export async function startSteered(
  args: readonly string[],
  {
    ready,
    nodeOptions = [],
    env = {},
    log,
  }: {
    ready: RegExp;
    nodeOptions?: readonly string[];
    env?: NodeJS.ProcessEnv;
    log?: number;
  },
): Promise<SteeredProcess> {
  const obey = join(import.meta.dirname, '..', 'orders', 'obey.ts');
  const child = spawn(
    process.execPath,
    ['--expose-gc', ...nodeOptions, '--import', obey, ...args],
    {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', log ?? 'ignore', 'pipe', 'ipc'],
    },
  );
  let tail = '';
  const isReady = Promise.withResolvers<void>();
  child.stderr!.on('data', (chunk: Buffer) => {
    tail = `${tail}${chunk.toString()}`.slice(-TAIL_LENGTH);
    if (ready.test(tail)) isReady.resolve();
  });
  // An order to one that has just ended is lost, as it should be.
  child.on('error', () => {});
  const ended = endOf(child);
  const unready = Promise.race([ended, delay(START_MS, 'no sign of life', { ref: false })]);
  const early = await Promise.race([isReady.promise, unready]);
  if (early !== undefined) {
    child.kill('SIGKILL');
    throw new Error(`${args.join(' ')} did not start (${early}):\n${tail}`);
  }
  return {
    pid: child.pid,
    order: (order) => void (child.connected && child.send(order, () => {})),
    signal: (name) => void child.kill(name),
    ended,
    get tail() {
      return tail;
    },
  };
}

async function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal ?? code ?? 0;
}
