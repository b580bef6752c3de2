import { asError } from '../errors/as-error.ts';
import type { Candidate } from '../rerank/candidate.ts';
import type { Ranking } from '../rerank/ranking.ts';
import type { RerankRequest } from '../rerank/rerank-request.ts';

/** The parts of a ranking that no reranker made. */
export interface RetrieverOrderOptions extends Pick<
  RerankRequest<unknown>,
  'rankWindowSize' | 'topN'
> {
  /** The model that would have been asked. */
  readonly modelId: string;
  /** Why it was not, or in vain; what is no `Error` is wrapped in one. */
  readonly error: unknown;
}

/**
 * Makes a ranking of the retriever's own order, for failures outside of the model: of the caller's function that reads
 * passages, of their own reranker, or of a gateway that is full. {@link rankHits} uses it.
 *
 * @example
 * ```ts
 * import { retrieverOrder } from '@lb-rerank/core/adapter';
 *
 * const { outcome, results } = retrieverOrder([{ document: 'a' }, { document: 'b' }], {
 *   modelId: 'lb-reranker',
 *   error: new Error('the queue is full'),
 * });
 * console.log(outcome, results.map(({ document }) => document).join()); // fallback a,b
 * ```
 */
export function retrieverOrder<TDocument>(
  candidates: readonly Omit<Candidate<TDocument>, 'passage'>[],
  { modelId, error, rankWindowSize = candidates.length, topN }: RetrieverOrderOptions,
): Ranking<TDocument> {
  const unscored = Math.min(rankWindowSize, candidates.length);
  return {
    results: candidates.slice(0, topN).map(({ document, retrieverScore }, index) => ({
      index,
      document,
      score: null,
      relevanceScore: null,
      probabilities: null,
      passage: null,
      retrieverRank: index + 1,
      retrieverScore,
    })),
    outcome: unscored === 0 ? 'reranked' : 'fallback',
    error: asError(error),
    modelId,
    counts: {
      candidates: candidates.length,
      rankWindowSize: unscored,
      scored: 0,
      unscored,
      withoutPassage: 0,
      skipped: 0,
      cached: 0,
      coalesced: 0,
      belowMinScore: 0,
    },
    timings: { totalMs: 0 },
  };
}
