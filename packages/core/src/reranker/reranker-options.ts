import type { ScoreCache } from '../cache/score-cache.ts';
import type { BalancedScorerOptions } from '../decorators/balanced-scorer.ts';
import type { BatchedScorerOptions } from '../decorators/batched-scorer.ts';
import type { FittedScorerOptions } from '../decorators/fitted-scorer.ts';
import type { ResilientScorerOptions } from '../decorators/resilient-scorer.ts';
import type { EarlyStop } from '../rerank/early-stop.ts';
import type { RerankDefaults } from '../rerank/rerank-defaults.ts';
import type { RerankOptions } from '../rerank/rerank.ts';
import type { Scorer } from '../scorer/scorer.ts';

/** The scorer of a reranker, and the settings of the decorators around it: the options of {@link createReranker}. */
export interface RerankerOptions
  extends
    Pick<FittedScorerOptions, 'maxPassageTokens'>,
    EarlyStop,
    Pick<RerankDefaults, 'deadlineMs' | 'longPassages'>,
    Pick<RerankOptions<unknown>, 'passagesPerCall'> {
  /** Runs the model; several are endpoints of the same model that share the work. */
  readonly scorer: Scorer | readonly Scorer[];
  /**
   * Keeps answered pairs; `false` keeps none. {@link createMemoryCache} and {@link createTieredCache} make one.
   * @default 40 MB in memory
   */
  readonly cache?: ScoreCache | false | undefined;
  /** Limits for the batches that pairs of all callers are packed into. */
  readonly batching?: BatchedScorerOptions | undefined;
  /** Limits for retries, timeouts and the circuit breaker of each endpoint. */
  readonly resilience?: ResilientScorerOptions | undefined;
  /** Lets telemetry hold the query; otherwise no text leaves the process by it. @default false */
  readonly recordTexts?: boolean | undefined;
  /** Limits for the sharing of work among several endpoints. */
  readonly balancing?: BalancedScorerOptions | undefined;
}
