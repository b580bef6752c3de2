import type { EarlyStop } from './early-stop.ts';

/** Limits of one ranking, which an adapter takes as its defaults, and each of its calls for itself. */
export interface RerankDefaults extends EarlyStop {
  /**
   * The number of first hits that are scored, at least 1; the others follow them. A larger value finds more and takes
   * longer.
   *
   * @default 100 in an adapter, all in `rerank()`
   */
  readonly rankWindowSize?: number | undefined;
  /**
   * Leaves out hits scored below this, in [1, 7]; hits that could not be scored stay. A larger value leaves out more. In an
   * adapter it also leaves out those behind the rank window, of which nothing is known, and everywhere those that `patience`
   * or `minTopScore` skipped.
   *
   * @default none
   */
  readonly minScore?: number | undefined;
  /**
   * The time limit of scoring, in milliseconds. A larger value scores more hits of a slow model; those that are not scored
   * by then follow in the engine's order. `Infinity` waits for as long as the scorer's own limits allow, for jobs for which nobody waits.
   *
   * @default 5000 in `createReranker`, elsewhere the reranker's; none in `rerank()`
   */
  readonly deadlineMs?: number | undefined;
}
