import type { PassageFit } from '../scorer/passage-fit.ts';
import type { Candidate } from './candidate.ts';

/** What is asked of a reranker. */
export interface RerankRequest<TDocument> extends PassageFit {
  /** What was searched for; not blank. */
  readonly query: string;
  /** What the retriever found, best first; may be empty. */
  readonly candidates: readonly Candidate<TDocument>[];
  /** How many of the first candidates are scored, at least 1; the others follow them. @default all */
  readonly rankWindowSize?: number | undefined;
  /** How many results come back, at least 1. @default all */
  readonly topN?: number | undefined;
  /** Leaves out documents scored below this, in [1, 7]; documents that could not be scored stay. @default none */
  readonly minScore?: number | undefined;
  /**
   * How long scoring may take, in milliseconds. What is scored by then is reranked, the rest follows in the
   * retriever's order. @default no deadline
   */
  readonly deadlineMs?: number | undefined;
  /** Told after each batch how many of the pairs have a score. @default nobody */
  readonly onProgress?: ((progress: { scored: number; total: number }) => void) | undefined;
  /** Aborts the whole call, which then rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}
