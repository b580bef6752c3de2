import type { PassageFit } from '../scorer/passage-fit.ts';
import type { Candidate } from './candidate.ts';
import type { RerankDefaults } from './rerank-defaults.ts';

/** What is asked of a reranker. */
export interface RerankRequest<TDocument> extends PassageFit, RerankDefaults {
  /** What was searched for; not blank. */
  readonly query: string;
  /** What the retriever found, best first; may be empty. */
  readonly candidates: readonly Candidate<TDocument>[];
  /** How many results come back, at least 1. @default all */
  readonly topN?: number | undefined;
  /** Told after each batch how many of the pairs have a score. @default nobody */
  readonly onProgress?: ((progress: { scored: number; total: number }) => void) | undefined;
  /** Aborts the whole call, which then rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}
