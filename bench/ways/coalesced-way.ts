import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { rerankEach } from './rerank-each.ts';
import type { Way } from './way.ts';

/** 64 concurrent reranks through the whole stack. */
export function coalescedWay(baseURL: string, model: string): Way {
  const reranker = createReranker({
    scorer: createVllmScorer({ baseURL, model, minMass: 0 }),
    cache: false,
    deadlineMs: Infinity,
  });
  return (searches) => rerankEach(searches, (request) => reranker.rerank(request));
}
