import type { Ranking } from '../rerank/ranking.ts';
import { rerank } from '../rerank/rerank.ts';
import { rerankDefaultsOf } from '../rerank/rerank-defaults.ts';
import type { RerankRequest } from '../rerank/rerank-request.ts';
import { validateRerankRequest } from '../rerank/validate-rerank-request.ts';
import { observeRerank } from './observe-rerank.ts';
import type { Reranker } from './reranker.ts';
import type { RerankerOptions } from './reranker-options.ts';
import { requireRerankerOptions } from './require-reranker-options.ts';
import { allInTurns } from '../time/all-in-turns.ts';
import { stackScorers } from './scorer-stack.ts';

/** A search page that has waited for so long shows what it has. */
const DEFAULT_DEADLINE_MS = 5_000;

/**
 * Makes a reranker: the function {@link rerank} over a scorer with good defaults around it.
 *
 * From the outside in, these are {@link fittedScorer}, {@link cachedScorer}, {@link singleFlightScorer} and
 * {@link balancedScorer}, and around each endpoint {@link batchedScorer}, {@link lengthTolerantScorer} and
 * {@link resilientScorer}.
 *
 * @throws InvalidRequestError naming the option at fault.
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const reranker = createReranker({ scorer, maxPassageTokens: 1024 });
 * const { results, outcome } = await reranker.rerank({
 *   query: 'What is the scientific name of apples?',
 *   candidates: [
 *     { document: { id: 1 }, passage: 'Apples are red.' },
 *     { document: { id: 2 }, passage: 'The scientific name of the apple is Malus domestica.' },
 *   ],
 * });
 * console.log(outcome, results[0]?.document.id); // reranked 2
 * ```
 */
export function createReranker(options: RerankerOptions): Reranker {
  requireRerankerOptions(options);
  const { deadlineMs = DEFAULT_DEADLINE_MS, passagesPerCall, recordTexts } = options;
  const scorer = stackScorers(options);
  const rerankOne = <TDocument>(request: RerankRequest<TDocument>): Promise<Ranking<TDocument>> =>
    observeRerank(request, { modelId: scorer.modelId, recordTexts }, () =>
      rerank({
        ...request,
        ...rerankDefaultsOf(request, { ...options, deadlineMs }),
        scorer,
        passagesPerCall,
      }),
    );
  return {
    get modelId() {
      return scorer.modelId;
    },
    rerank: rerankOne,
    rerankMany: async (requests) => {
      for (const request of requests) validateRerankRequest(request);
      return allInTurns(requests, rerankOne);
    },
    findModelKind: async (signal) => scorer.findModelKind?.(signal),
  };
}
