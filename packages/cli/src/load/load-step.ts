/** The figures of one number of callers, with the cache off or on. */
export interface LoadStep {
  readonly callers: number;
  readonly cache: 'off' | 'on';
  readonly requests: number;
  /** Requests whose candidates were not all scored. */
  readonly failed: number;
  readonly requestsPerSecond: number;
  readonly pairsPerSecond: number;
  /** Prompt tokens that the model was given, so none of cached pairs; null where the backend counts none. */
  readonly tokensPerSecond: number | null;
  /** The wait of the callers, in milliseconds. */
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  /** The part of the pairs whose score was known already, in [0, 1]. */
  readonly cacheHitRate: number;
}
