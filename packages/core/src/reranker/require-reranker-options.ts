import { requireKnownKeys } from '../arguments/require-known-keys.ts';
import type { BalancedScorerOptions } from '../decorators/balanced-scorer.ts';
import type { BatchedScorerOptions } from '../decorators/batched-scorer.ts';
import type { ResilientScorerOptions } from '../decorators/resilient-scorer.ts';
import { requireScorers } from '../arguments/require-scorer.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { rerankDefaultsOf } from '../rerank/rerank-defaults.ts';
import { validateRerankRequest } from '../rerank/validate-rerank-request.ts';
import type { RerankerOptions } from './reranker-options.ts';

const OPTIONS = {
  scorer: true,
  cache: true,
  deadlineMs: true,
  patience: true,
  minTopScore: true,
  stopTopN: true,
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
 * Checks a reranker's options where it is made, so that a mistake shows there and not at the first search, or never: one that is
 * misspelt, or has been renamed, would be passed over in silence.
 *
 * @throws InvalidRequestError naming the option at fault; of an unknown one, those that there are.
 */
export function requireRerankerOptions(options: RerankerOptions): void {
  if (typeof (Object(options) as { score?: unknown }).score === 'function') {
    throw new InvalidRequestError('options', 'is a scorer: pass `createReranker({ scorer })`');
  }
  requireKnownKeys('', options, Object.keys(OPTIONS));
  requireKnownKeys('batching.', options.batching ?? {}, Object.keys(BATCHING));
  requireKnownKeys('resilience.', options.resilience ?? {}, Object.keys(RESILIENCE));
  requireKnownKeys('balancing.', options.balancing ?? {}, Object.keys(BALANCING));
  requireScorers('scorer', options.scorer);
  requireCache(options.cache);
  validateRerankRequest({ ...rerankDefaultsOf(options), query: 'any', candidates: [] });
}

function requireCache(cache: unknown): void {
  if (cache === undefined || cache === false) return;
  if (typeof (Object(cache) as { get?: unknown }).get === 'function') return;
  throw new InvalidRequestError(
    'cache',
    'must be a cache, such as `createMemoryCache()`, or false',
  );
}
