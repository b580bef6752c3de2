import { balancedScorer, type BalancedScorerOptions } from '../scorer/balanced-scorer.ts';
import { batchedScorer, type BatchedScorerOptions } from '../scorer/batched-scorer.ts';
import { cachedScorer, type ScoreCache } from '../scorer/cached-scorer.ts';
import { createMemoryCache } from '../scorer/create-memory-cache.ts';
import { fittedScorer, type FittedScorerOptions } from '../scorer/fitted-scorer.ts';
import { lengthTolerantScorer } from '../scorer/length-tolerant-scorer.ts';
import { resilientScorer, type ResilientScorerOptions } from '../scorer/resilient-scorer.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { singleFlightScorer } from '../scorer/single-flight-scorer.ts';
import { observedRerank } from '../telemetry/observed-rerank.ts';
import { observedScorer } from '../telemetry/observed-scorer.ts';
import type { Ranking } from './ranking.ts';
import { rerank } from './rerank.ts';
import type { RerankDefaults } from './rerank-defaults.ts';
import type { RerankRequest } from './rerank-request.ts';
import type { Reranker } from './reranker.ts';
import { validateRerankRequest } from './validate-rerank-request.ts';

/** How a reranker is put together. */
export interface RerankerOptions extends FittedScorerOptions, Pick<RerankDefaults, 'deadlineMs'> {
  /** Runs the model; several are endpoints of the same model that share the work. */
  readonly scorer: Scorer | readonly Scorer[];
  /** Where answered pairs are kept; `false` for nowhere. @default 40 MB in memory */
  readonly cache?: ScoreCache | false | undefined;
  /** Passages a scoring call: what a failure or a deadline costs at the most. @default 16 */
  readonly windowStep?: number | undefined;
  /** How pairs of all callers are packed into batches. */
  readonly batching?: BatchedScorerOptions | undefined;
  /** How much trouble of a backend is borne. */
  readonly resilience?: ResilientScorerOptions | undefined;
  /** Lets telemetry hold the query; otherwise no text leaves the process by it. @default false */
  readonly recordTexts?: boolean | undefined;
  /** How several endpoints share the work. */
  readonly balancing?: BalancedScorerOptions | undefined;
}

/**
 * Stacks a reranker with good defaults on top of a scorer:
 * budget, cache, single flight, balance, and for each endpoint batches, length and resilience.
 */
export function createReranker(options: RerankerOptions): Reranker {
  const { cache = createMemoryCache(), deadlineMs, windowStep } = options;
  const scorers = [options.scorer].flat();
  const endpoints = scorers.map((scorer) =>
    batchedScorer(
      lengthTolerantScorer(resilientScorer(observedScorer(scorer), options.resilience)),
      options.batching,
    ),
  );
  const balanced =
    endpoints.length === 1 ? endpoints[0]! : balancedScorer(endpoints, options.balancing);
  const shared = singleFlightScorer(balanced);
  const remembering = cache === false ? shared : cachedScorer(shared, cache);
  const limits = scorers.find((scorer) => scorer.limits !== undefined)?.limits;
  const stack = limits === undefined ? remembering : fittedScorer(remembering, limits, options);
  const rerankOne = <TDocument>(request: RerankRequest<TDocument>): Promise<Ranking<TDocument>> =>
    observedRerank(request, { modelId: stack.modelId, recordTexts: options.recordTexts }, () =>
      rerank({
        ...request,
        scorer: stack,
        batchSize: windowStep,
        deadlineMs: request.deadlineMs ?? deadlineMs,
      }),
    );
  return {
    get modelId() {
      return stack.modelId;
    },
    rerank: rerankOne,
    rerankMany: async (requests) => {
      for (const request of requests) validateRerankRequest(request);
      return Promise.all(requests.map(rerankOne));
    },
  };
}
