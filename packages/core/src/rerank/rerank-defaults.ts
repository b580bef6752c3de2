import type { LongPassages } from '../chunks/best-chunks.ts';
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
  /**
   * The treatment of passages that are too long to be read whole. `truncate` reads the beginning; `chunks` reads all of it in
   * overlapping chunks, at most 16, of which the best counts; `refuse` keeps the search's own order, with a ContextLengthError.
   * `{ bestChunks: 2 }` reads the chunks that share most words with the query, and sends much less: see {@link BestChunks}.
   *
   * @default the reranker's, and there 'truncate'
   */
  readonly longPassages?: LongPassages | undefined;
}

/** The names of the limits of a ranking. */
export const RERANK_DEFAULTS = Object.keys({
  rankWindowSize: true,
  minScore: true,
  deadlineMs: true,
  longPassages: true,
  patience: true,
  minTopScore: true,
  stopTopN: true,
} satisfies Record<keyof RerankDefaults, true>) as readonly (keyof RerankDefaults)[];

/** Takes each limit from the first source that says it. */
export function rerankDefaultsOf(...sources: readonly RerankDefaults[]): RerankDefaults {
  const said: Partial<Record<keyof RerankDefaults, unknown>> = {};
  for (const name of RERANK_DEFAULTS) {
    const source = sources.find((each) => each[name] !== undefined);
    if (source !== undefined) said[name] = source[name];
  }
  return said as RerankDefaults;
}
