import { piecesOfThread } from '@lb-rerank/core/backend';

/**
 * Lets long pieces of work have this thread one after the other, and leaves it to everybody else for as long after each of them as
 * it took: however many large requests come at once, they never have more than half of it.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /**
   * Does work when its turn comes. Of work that goes on behind a promise only what is done at once counts.
   *
   * @throws what the work throws; the signal's reason when it was aborted before.
   */
  async take<T>(work: () => T, signal?: AbortSignal): Promise<Awaited<T>> {
    const before = this.#last;
    const rested = Promise.withResolvers<void>();
    this.#last = rested.promise;
    await before;
    return await began(work, signal, rested.resolve);
  }

  /** Does a short piece of work, of which many may come at once: what is too much for one round of the event loop waits for the next. */
  piece<T>(work: () => T): Promise<T> {
    return piecesOfThread.take(work);
  }
}

/** Begins work, and tells when as much time has passed after its beginning as it took. */
function began<T>(work: () => T, signal: AbortSignal | undefined, onRested: () => void): T {
  const startedAt = performance.now();
  try {
    signal?.throwIfAborted();
    return work();
  } finally {
    setTimeout(onRested, performance.now() - startedAt);
  }
}
