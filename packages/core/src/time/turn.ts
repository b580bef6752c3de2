import { setImmediate } from 'node:timers/promises';

const LONGEST_MS = 2;

/**
 * A turn of long work on this thread, which ends after 2 ms, so that other work of the process gets its own in between:
 * `if (turn.isOver) await turn.next()` between two pieces.
 */
export class Turn {
  #startedAt = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#startedAt > LONGEST_MS;
  }

  /** Lets other work through, and begins the next turn. */
  async next(): Promise<void> {
    await setImmediate();
    this.#startedAt = performance.now();
  }
}
