import type { Reranker } from '@lb-rerank/core';

const PROBE_DEADLINE_MS = 5000;
/** The time for which one answer of the backend counts for the next callers. */
const FRESH_MS = 2000;

/**
 * Knows whether the backend answers: from what was scored just now, else by having a pair scored that no cache can know.
 */
export class Readiness {
  readonly #reranker: Reranker;
  #answeredAt = -Infinity;
  #probing: Promise<boolean> | undefined;
  #probes = 0;

  constructor(reranker: Reranker) {
    this.#reranker = reranker;
  }

  /** To be called whenever the backend has scored something. */
  backendAnswered(): void {
    this.#answeredAt = performance.now();
  }

  async isReady(): Promise<boolean> {
    if (performance.now() - this.#answeredAt < FRESH_MS) return true;
    this.#probing ??= this.#probe().finally(() => (this.#probing = undefined));
    return this.#probing;
  }

  async #probe(): Promise<boolean> {
    this.#probes += 1;
    const { outcome } = await this.#reranker.rerank({
      query: `Is anybody there? ${process.pid} ${Date.now()} ${this.#probes}`,
      candidates: [{ document: undefined, passage: 'Somebody is there.' }],
      deadlineMs: PROBE_DEADLINE_MS,
    });
    if (outcome === 'reranked') this.backendAnswered();
    return outcome === 'reranked';
  }
}
