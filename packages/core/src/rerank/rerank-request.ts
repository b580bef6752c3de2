import type { PassageFit } from '../scorer/passage-fit.ts';
import type { ScoreRequest } from '../scorer/scorer.ts';
import type { Candidate } from './candidate.ts';
import type { RerankDefaults } from './rerank-defaults.ts';

/** A query and its candidates, to be put into a new order. */
export interface RerankRequest<TDocument>
  extends
    Pick<PassageFit, 'maxPassageTokens'>,
    RerankDefaults,
    Pick<ScoreRequest, 'query' | 'signal' | 'cacheScope'> {
  /** The documents that the retriever found, best first; may be empty. */
  readonly candidates: readonly Candidate<TDocument>[];
  /** The number of results that come back, at least 1. @default all */
  readonly topN?: number | undefined;
  /** Told after each batch how many of the pairs have a score. @default nobody */
  readonly onProgress?: ((progress: { scored: number; total: number }) => void) | undefined;
}
