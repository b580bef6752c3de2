import { createVllmScorer, rerank } from '@lb-rerank/core';
import { rerankEach } from './rerank-each.ts';
import type { Way } from './way.ts';

/** 64 concurrent reranks, each of which posts its own requests as soon as it comes. */
export function uncoalescedWay(
  baseURL: string,
  model: string,
  { maxPairsPerRequest }: { maxPairsPerRequest?: number } = {},
): Way {
  const scorer = createVllmScorer({
    baseURL,
    model,
    minMass: 0,
    maxRequestsInFlight: 64,
    maxPairsPerRequest,
  });
  return (searches) => rerankEach(searches, (request) => rerank({ ...request, scorer }));
}
