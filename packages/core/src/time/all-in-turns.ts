import { Turn } from './turn.ts';

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
  const turn = new Turn();
  for (const item of items) {
    if (turn.isOver) await turn.next();
    const work = start(item);
    // What fails while others are started is told below.
    work.catch(() => {});
    running.push(work);
  }
  return Promise.all(running);
}
