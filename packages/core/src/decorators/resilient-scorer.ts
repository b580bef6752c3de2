import {
  BrokenCircuitError,
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel';
import { BackendConnectionError } from '../errors/backend-connection-error.ts';
import { BackendResponseError } from '../errors/backend-response-error.ts';
import { BackendTimeoutError } from '../errors/backend-timeout-error.ts';
import { RerankError } from '../errors/rerank-error.ts';
import { asPairScorer } from '../scorer/as-pair-scorer.ts';
import type { PairScorer } from '../scorer/pair-scorer.ts';
import { pairScorerOf } from '../scorer/pair-scorer-of.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { untilAborted } from '../time/until-aborted.ts';
import { withTimeLimit } from '../time/with-time-limit.ts';

/** Limits for retries, timeouts and the circuit breaker of one backend: the options of {@link resilientScorer}. */
export interface ResilientScorerOptions {
  /**
   * The tries beyond the first, for errors that can pass; a larger value bears longer trouble and fails later.
   * @default 2
   */
  readonly retries?: number | undefined;
  /**
   * The wait before the first retry, in milliseconds; it doubles each time, and varies by a half. A larger value spares the
   * backend.
   * @default 100
   */
  readonly backoffMs?: number | undefined;
  /** The longest wait before a retry, in milliseconds, even where a server's `Retry-After` asks for more. @default 5,000 */
  readonly maxBackoffMs?: number | undefined;
  /** The time limit of one try, in milliseconds; a larger one bears a slower backend. @default 30,000 */
  readonly attemptTimeoutMs?: number | undefined;
  /** The failures in a row after which the backend is left alone; a larger value keeps asking for longer. @default 5 */
  readonly breakAfter?: number | undefined;
  /** The time that it is left alone, in milliseconds, before one call tries it again. @default 2,000 */
  readonly breakMs?: number | undefined;
  /** The most calls in flight at once; others wait. A larger value asks more of the backend. @default 64 */
  readonly maxCallsInFlight?: number | undefined;
}

/**
 * Makes a scorer survive passing failures of its backend: it retries with growing, varied waits (or after the server's
 * `Retry-After`), ends attempts that hang, and stops asking a backend that keeps failing for a while.
 *
 * Errors that would come again, such as a wrong model, are passed on at once.
 *
 * @example
 * ```ts
 * import { createVllmScorer, resilientScorer } from '@lb-rerank/core';
 *
 * const vllm = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const scorer = resilientScorer(vllm, { retries: 3, breakMs: 10_000 });
 * const answers = await scorer.score({ query: 'apples', passages: ['Apples are red.'] });
 * console.log(answers.length); // 1
 * ```
 */
export function resilientScorer(scorer: Scorer, options: ResilientScorerOptions = {}): PairScorer {
  const inner = asPairScorer(scorer);
  const {
    retries = 2,
    backoffMs = 100,
    maxBackoffMs = 5000,
    attemptTimeoutMs = 30_000,
    breakAfter = 5,
    breakMs = 2000,
    maxCallsInFlight = 64,
  } = options;
  const passing = handleWhen((error) => error instanceof RerankError && error.isRetryable);
  const policy = wrap(
    bulkhead(maxCallsInFlight, Number.MAX_SAFE_INTEGER),
    retry(passing, {
      maxAttempts: retries,
      backoff: new DelegateBackoff(({ attempt, result }) => {
        const asked = 'error' in result ? retryAfterMsOf(result.error) : undefined;
        const varied = backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random());
        return Math.min(asked ?? varied, maxBackoffMs);
      }),
    }),
    circuitBreaker(passing, {
      halfOpenAfter: breakMs,
      breaker: new ConsecutiveBreaker(breakAfter),
    }),
  );

  return pairScorerOf(scorer, async ({ pairs, signal }) => {
    const trying = policy.execute(() => withinTime({ pairs, signal }), signal);
    try {
      return await untilAborted(trying, signal);
    } catch (cause) {
      signal?.throwIfAborted();
      if (!(cause instanceof BrokenCircuitError)) throw cause;
      throw new BackendConnectionError({ url: scorer.modelId, cause });
    }
  });

  async function withinTime({ pairs, signal }: Parameters<PairScorer['scorePairs']>[0]) {
    return withTimeLimit(attemptTimeoutMs, signal, async (limit) => {
      try {
        const scoring = inner.scorePairs({ pairs, signal: limit.signal });
        return await untilAborted(scoring, limit.signal);
      } catch (cause) {
        if (!limit.isOver || cause !== limit.signal?.reason) throw cause;
        throw new BackendTimeoutError({ url: scorer.modelId, timeoutMs: attemptTimeoutMs, cause });
      }
    });
  }
}

function retryAfterMsOf(error: unknown): number | undefined {
  return error instanceof BackendResponseError ? error.retryAfterMs : undefined;
}
