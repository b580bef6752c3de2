import { setTimeout as delay } from 'node:timers/promises';

import type { StartedProcess } from './start-process.ts';
import { type Patience, waitWhileWorking } from './wait-while-working.ts';

const LOOK_AGAIN_MS = 250;

/** On a machine where everything starts at once, a process may have to wait for its turn for minutes. */
const PATIENCE: Patience = { idleMs: 120_000, longestMs: 1_800_000, countsTransfers: false };

/**
 * Resolves to what `identify` says once it no longer rejects.
 *
 * A start may take its time, as long as the process works on it: one that neither prints nor computes for 2 minutes is
 * ended, as is one that does not answer after half an hour. The error then carries the last of its log.
 *
 * @throws {StalledProcessError}
 */
export async function waitUntilHealthy(
  started: Pick<StartedProcess, 'commandLine' | 'hasEnded' | 'ended' | 'work' | 'logTail' | 'kill'>,
  identify: () => Promise<string>,
  patience: Patience = PATIENCE,
): Promise<string> {
  let lastError: unknown;
  const over = new AbortController();
  const answer = async (): Promise<string | undefined> => {
    while (!over.signal.aborted && !started.hasEnded) {
      try {
        return await identify();
      } catch (error) {
        lastError = error;
      }
      await Promise.race([delay(LOOK_AGAIN_MS), started.ended]);
    }
    return undefined;
  };
  // An answer that never comes keeps no end of the process from being noticed.
  const awaited = Promise.race([answer(), started.ended.then(() => undefined)]);
  try {
    const identity = await waitWhileWorking(started, awaited, patience, () => lastError);
    if (identity !== undefined) return identity;
  } finally {
    over.abort();
  }
  const tail = await started.logTail();
  await started.kill();
  throw new Error(`ended while starting; the last of its log:\n${tail}`, { cause: lastError });
}
