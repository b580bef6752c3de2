import type { Reranker } from '@lb-rerank/core';
import type { ModelKind } from '@lb-rerank/core/backend';

/** The longest wait of one who asks for the model's kind while the model is slow or away. */
const PATIENCE_MS = 1000;
/** The time after which the model is asked again: another one may have taken its place. */
const FRESH_MS = 60_000;

/** Knows which model answers: whoever asks first has it asked, and those who come soon after hear the same. */
export class KnownModel {
  readonly #reranker: Reranker;
  readonly #now: () => number;
  #kind: ModelKind | undefined;
  #knownAt = -Infinity;
  #asking: Promise<void> | undefined;

  /** @param now gives milliseconds of a clock that is never set back. */
  constructor(reranker: Reranker, now: () => number = () => performance.now()) {
    this.#reranker = reranker;
    this.#now = now;
  }

  /** Tells the model's kind; undefined where it does not tell, or has not told in time. */
  async kind(): Promise<ModelKind | undefined> {
    if (this.#now() - this.#knownAt < FRESH_MS) return this.#kind;
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, PATIENCE_MS);
    await Promise.race([this.#asking, patience]);
    clearTimeout(timer);
    return this.#kind;
  }

  async #ask(): Promise<void> {
    try {
      this.#kind = await this.#reranker.findModelKind?.();
      this.#knownAt = this.#now();
    } catch {
      // One that is away is asked again by the next who wants to know; what it was is no longer sure.
      this.#kind = undefined;
    }
  }
}
