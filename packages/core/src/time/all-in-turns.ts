import { setImmediate } from 'node:timers/promises';

const LONGEST_TURN_MS = 2;

/**
 * Starts work for each item, in order, and resolves to what all of it gives. Preparing it takes time on this thread, so other work
 * of the process is let through every few milliseconds.
 *
 * @throws what the first work that fails rejects with.
 */
export async function allInTurns<Item, Result>(
  items: readonly Item[],
  start: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const running: Promise<Result>[] = [];
  let turnStartedAt = performance.now();
  for (const item of items) {
    if (performance.now() - turnStartedAt > LONGEST_TURN_MS) {
      await setImmediate();
      turnStartedAt = performance.now();
    }
    const work = start(item);
    // What fails while others are started is told below.
    work.catch(() => {});
    running.push(work);
  }
  return Promise.all(running);
}
