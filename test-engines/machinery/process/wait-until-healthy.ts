import { setTimeout as delay } from 'node:timers/promises';

import type { StartedProcess, Work } from './start-process.ts';

const LOOK_AGAIN_MS = 250;
/** On a machine where everything starts at once, a process may have to wait for its turn as long as this. */
const IDLE_MS = 120_000;
/** Even an idle engine uses a little of the processor; one that starts uses more than this share of one core. */
const WORKING_SHARE = 0.05;

/**
 * Resolves to what `identify` says once it no longer rejects.
 *
 * A start may take any time, as long as the process works on it: one that neither prints nor computes for `idleMs` is
 * stopped, as is one that ends. The error then carries the last of its log.
 *
 * @param idleMs 2 minutes unless said otherwise.
 */
export async function waitUntilHealthy(
  started: Pick<StartedProcess, 'hasEnded' | 'ended' | 'work' | 'logTail' | 'kill'>,
  identify: () => Promise<string>,
  idleMs: number = IDLE_MS,
): Promise<string> {
  let lastError: unknown;
  let seen = { at: performance.now(), work: await started.work() };
  while (!started.hasEnded) {
    try {
      return await identify();
    } catch (error) {
      lastError = error;
    }
    if (performance.now() - seen.at > idleMs) {
      const now = { at: performance.now(), work: await started.work() };
      if (!hasWorked(seen.work, now.work, now.at - seen.at)) break;
      seen = now;
    }
    await Promise.race([delay(LOOK_AGAIN_MS), started.ended]);
  }
  const outcome = started.hasEnded ? 'ended while starting' : `did nothing for ${idleMs} ms`;
  const tail = await started.logTail();
  await started.kill();
  throw new Error(`${outcome}; the last of its log:\n${tail}`, { cause: lastError });
}

function hasWorked(before: Work, after: Work, elapsedMs: number): boolean {
  return (
    after.printedBytes > before.printedBytes ||
    after.processorMs - before.processorMs > elapsedMs * WORKING_SHARE
  );
}
