import { setTimeout as delay } from 'node:timers/promises';

import type { StartedProcess } from './start-process.ts';

const LOOK_AGAIN_MS = 250;

/**
 * Resolves to what `identify` says once it no longer rejects.
 *
 * A process that ends or does not answer in time is stopped, and the error carries the last of its log.
 */
export async function waitUntilHealthy(
  started: StartedProcess,
  identify: () => Promise<string>,
  timeoutMs: number,
): Promise<string> {
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown;
  while (performance.now() < deadline && !started.hasEnded) {
    try {
      return await identify();
    } catch (error) {
      lastError = error;
    }
    await Promise.race([delay(LOOK_AGAIN_MS), started.ended]);
  }
  const outcome = started.hasEnded
    ? 'ended while starting'
    : `did not answer within ${timeoutMs} ms`;
  const tail = await started.logTail();
  await started.kill();
  throw new Error(`${outcome}; the last of its log:\n${tail}`, { cause: lastError });
}
