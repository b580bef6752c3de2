import type { Ranking } from '../rerank/ranking.ts';
import { rerank } from '../rerank/rerank.ts';
import type { RerankRequest } from '../rerank/rerank-request.ts';
import { validateRerankRequest } from '../rerank/validate-rerank-request.ts';
import { observeRerank } from './observe-rerank.ts';
import type { Reranker } from './reranker.ts';
import type { RerankerOptions } from './reranker-options.ts';
import { stackScorers } from './scorer-stack.ts';

/**
 * Stacks a reranker with good defaults on top of a scorer:
 * budget, cache, single flight, balance, and for each endpoint batches, length and resilience.
 */
export function createReranker(options: RerankerOptions): Reranker {
  const { deadlineMs, passagesPerCall, recordTexts } = options;
  const scorer = stackScorers(options);
  const rerankOne = <TDocument>(request: RerankRequest<TDocument>): Promise<Ranking<TDocument>> =>
    observeRerank(request, { modelId: scorer.modelId, recordTexts }, () =>
      rerank({
        ...request,
        scorer,
        passagesPerCall,
        deadlineMs: request.deadlineMs ?? deadlineMs,
      }),
    );
  return {
    get modelId() {
      return scorer.modelId;
    },
    rerank: rerankOne,
    rerankMany: async (requests) => {
      for (const request of requests) validateRerankRequest(request);
      return Promise.all(requests.map(rerankOne));
    },
  };
}
