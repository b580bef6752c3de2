import { requireKnownKeys } from '../arguments/require-known-keys.ts';
import { requireLongPassages } from '../arguments/require-long-passages.ts';
import type { BalancedScorerOptions } from '../decorators/balanced-scorer.ts';
import type { BatchedScorerOptions } from '../decorators/batched-scorer.ts';
import type { ResilientScorerOptions } from '../decorators/resilient-scorer.ts';
import type { RerankerOptions } from './reranker-options.ts';

const OPTIONS = {
  scorer: true,
  cache: true,
  deadlineMs: true,
  passagesPerCall: true,
  maxPassageTokens: true,
  longPassages: true,
  batching: true,
  resilience: true,
  balancing: true,
  recordTexts: true,
} satisfies Record<keyof RerankerOptions, true>;
const BATCHING = {
  maxPairsPerBatch: true,
  batchTokens: true,
  maxWaitMs: true,
  maxBatchesInFlight: true,
  queueSize: true,
} satisfies Record<keyof BatchedScorerOptions, true>;
const RESILIENCE = {
  retries: true,
  backoffMs: true,
  maxBackoffMs: true,
  attemptTimeoutMs: true,
  breakAfter: true,
  breakMs: true,
  maxCallsInFlight: true,
} satisfies Record<keyof ResilientScorerOptions, true>;
const BALANCING = { ejectMs: true, slack: true } satisfies Record<
  keyof BalancedScorerOptions,
  true
>;

/**
 * Checks that a reranker's options have the names that it reads: one that is misspelt, or has been renamed, would be passed
 * over in silence.
 *
 * @throws InvalidRequestError naming the unknown option and those that there are.
 */
export function requireRerankerOptions(options: RerankerOptions): void {
  requireKnownKeys('', options, Object.keys(OPTIONS));
  requireKnownKeys('batching.', options.batching ?? {}, Object.keys(BATCHING));
  requireKnownKeys('resilience.', options.resilience ?? {}, Object.keys(RESILIENCE));
  requireKnownKeys('balancing.', options.balancing ?? {}, Object.keys(BALANCING));
  requireLongPassages(options.longPassages);
}
