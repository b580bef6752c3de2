import { setTimeout as delay } from 'node:timers/promises';

import type { Engine } from './engine.ts';

const LONGEST_MS = 5_400_000;

/**
 * Starts an engine whose work cannot be seen, like a container whose image is downloaded first, and stops one that comes
 * too late.
 *
 * @param longestMs 1.5 hours unless said otherwise; longer allows for a slower download.
 */
export async function startInTime(
  start: () => Promise<Engine>,
  longestMs: number = LONGEST_MS,
): Promise<Engine> {
  const starting = start();
  const timer = new AbortController();
  const late = delay(longestMs, undefined, { signal: timer.signal }).catch(() => undefined);
  const engine = await Promise.race([starting, late]).finally(() => {
    timer.abort();
  });
  if (engine !== undefined) return engine;
  void starting.then((tooLate) => tooLate.stop()).catch(() => undefined);
  throw new Error(`took longer than ${longestMs / 60_000} minutes`);
}
