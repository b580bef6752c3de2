import { type ScoreCache, cachedScorer } from '../scorer/cached-scorer.ts';
import { createMemoryCache } from '../scorer/create-memory-cache.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { rerank } from './rerank.ts';
import type { Reranker } from './reranker.ts';

/** How a reranker is put together. */
export interface RerankerOptions {
  /** Runs the model. */
  readonly scorer: Scorer;
  /** Where answered pairs are kept; `false` for nowhere. @default 100,000 pairs in memory */
  readonly cache?: ScoreCache | false | undefined;
  /** The deadline of a request that names none, in milliseconds. @default none */
  readonly deadlineMs?: number | undefined;
  /** Passages a scoring call. @default 16 */
  readonly batchSize?: number | undefined;
}

/** Stacks a reranker with good defaults on top of a scorer. */
export function createReranker({
  scorer,
  cache = createMemoryCache(),
  deadlineMs,
  batchSize,
}: RerankerOptions): Reranker {
  const stack = cache === false ? scorer : cachedScorer(scorer, cache);
  return {
    get modelId() {
      return stack.modelId;
    },
    rerank: (request) =>
      rerank({
        ...request,
        scorer: stack,
        batchSize,
        deadlineMs: request.deadlineMs ?? deadlineMs,
      }),
  };
}
