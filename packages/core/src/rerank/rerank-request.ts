import type { PassageFit } from '../scorer/passage-fit.ts';
import type { Candidate } from './candidate.ts';

/** A query and its candidates, to be put into a new order. */
export interface RerankRequest<TDocument> extends PassageFit {
  /** The words that were searched for; not blank. */
  readonly query: string;
  /** The documents that the retriever found, best first; may be empty. */
  readonly candidates: readonly Candidate<TDocument>[];
  /**
   * The number of first candidates that are scored, at least 1; the others follow them. A larger value finds more and takes
   * longer.
   * @default all
   */
  readonly rankWindowSize?: number | undefined;
  /** The number of results that come back, at least 1. @default all */
  readonly topN?: number | undefined;
  /** Leaves out documents scored below this, in [1, 7]; documents that could not be scored stay. @default none */
  readonly minScore?: number | undefined;
  /**
   * The time limit of scoring, in milliseconds. What is scored by then is reranked, the rest follows in the retriever's
   * order; a larger value leaves fewer candidates unscored.
   * @default no deadline
   */
  readonly deadlineMs?: number | undefined;
  /** Told after each batch how many of the pairs have a score. @default nobody */
  readonly onProgress?: ((progress: { scored: number; total: number }) => void) | undefined;
  /** Aborts the whole call, which then rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}
