/** The milliseconds that short pieces may take together in one round of the event loop. */
const LONGEST_PIECES_MS = 5;

/**
 * Spreads short pieces of work, of which many may come at once, over rounds of the event loop: what is too much for one round waits
 * for the next, so that other work of the process is let through every few milliseconds.
 */
export class ShortPieces {
  #spentMs = 0;
  #nextRound: Promise<void> | undefined;

  /** Does a piece of work when this round, or a later one, has time for it. @throws what the work throws. */
  async take<T>(work: () => T): Promise<T> {
    while (this.#spentMs > LONGEST_PIECES_MS) await this.#round();
    void this.#round();
    const startedAt = performance.now();
    try {
      return work();
    } finally {
      this.#spentMs += performance.now() - startedAt;
    }
  }

  #round(): Promise<void> {
    this.#nextRound ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#spentMs = 0;
        this.#nextRound = undefined;
        resolve();
      });
    });
    return this.#nextRound;
  }
}

/**
 * Short pieces of all callers of a thread together, so that many at once hold the event loop no longer than one.
 *
 * @example
 * ```ts
 * import { piecesOfThread } from '@lb-rerank/core/backend';
 *
 * const lengths = await Promise.all(
 *   ['Malus', 'Pyrus'].map((text) => piecesOfThread.take(() => text.length)),
 * );
 * console.log(lengths.join()); // 5,5
 * ```
 */
export const piecesOfThread: ShortPieces = new ShortPieces();
