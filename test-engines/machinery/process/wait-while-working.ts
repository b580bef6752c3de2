import { setTimeout as delay } from 'node:timers/promises';

import { StalledProcessError } from './stalled-process-error.ts';
import type { StartedProcess, Work } from './start-process.ts';

const LOOK_AGAIN_MS = 250;
/** Even an idle engine uses a little of the processor; one that works uses more than this share of one core. */
const WORKING_SHARE = 0.05;
/** Waiting for a host that says nothing, Maven reads 10 bytes a minute, and apt-get, pip and uv none. */
const TRANSFERRED_BYTES = 1024;

/** The limits of waiting for a process. */
export interface Patience {
  /** In ms; longer forgives a longer time in which it does nothing. It is noticed after at most twice this time. */
  readonly idleMs: number;
  /** In ms; longer forgives more work without a result, like an error that is printed over and over. */
  readonly longestMs: number;
  /**
   * Whether reading and writing is work: for a download it is, which hardly computes. A server reads whenever it is asked
   * how it is.
   */
  readonly countsTransfers: boolean;
}

/**
 * Resolves or rejects as `awaited` does, for which a process works.
 *
 * A process that neither prints nor computes (nor reads and writes) for `idleMs` is ended, as is one that takes longer than
 * `longestMs`. Where the machine does not say what a process does, only the latter holds.
 *
 * @param lastError gives the cause for the error.
 * @throws {StalledProcessError}
 */
export async function waitWhileWorking<T>(
  started: Pick<StartedProcess, 'commandLine' | 'work' | 'logTail' | 'kill'>,
  awaited: Promise<T>,
  patience: Patience,
  lastError: () => unknown = () => undefined,
): Promise<T> {
  const settled = awaited.then(
    () => true,
    () => true,
  );
  const startedAt = performance.now();
  let seen = { at: startedAt, work: await started.work() };
  while (!(await Promise.race([settled, delay(LOOK_AGAIN_MS, false)]))) {
    const at = performance.now();
    let problem: string | undefined;
    if (at - startedAt > patience.longestMs) {
      problem = `took longer than ${inWords(patience.longestMs)}`;
    } else if (at - seen.at > patience.idleMs) {
      const now = { at, work: await started.work() };
      if (!hasWorked(seen, now, patience)) problem = `did nothing for ${inWords(patience.idleMs)}`;
      seen = now;
    }
    if (problem !== undefined) {
      const { commandLine } = started;
      const tail = await started.logTail();
      await started.kill();
      throw new StalledProcessError({ commandLine, problem, tail }, lastError());
    }
  }
  return awaited;
}

interface Sight {
  readonly at: number;
  readonly work: Work;
}

function hasWorked(before: Sight, after: Sight, { countsTransfers }: Patience): boolean {
  if (after.work.printedBytes > before.work.printedBytes) return true;
  const [then, now] = [before.work.group, after.work.group];
  if (then === undefined || now === undefined) return true;
  return (
    now.processorMs - then.processorMs > (after.at - before.at) * WORKING_SHARE ||
    (countsTransfers && now.transferredBytes - then.transferredBytes > TRANSFERRED_BYTES)
  );
}

function inWords(ms: number): string {
  return ms < 120_000 ? `${ms / 1000} s` : `${ms / 60_000} minutes`;
}
