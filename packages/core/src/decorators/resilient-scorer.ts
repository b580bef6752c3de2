import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import { requireNumber } from '../arguments/require-number.ts';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { BackendConnectionError } from '../errors/backend-connection-error.ts';
import { BackendResponseError } from '../errors/backend-response-error.ts';
import { BackendTimeoutError } from '../errors/backend-timeout-error.ts';
import { RerankError } from '../errors/rerank-error.ts';
import { asPairScorer } from '../scorer/as-pair-scorer.ts';
import type { PairScorer } from '../scorer/pair-scorer.ts';
import { pairScorerOf } from '../scorer/pair-scorer-of.ts';
import { placeOfScorer } from '../scorer/place-of-scorer.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { untilAborted } from '../time/until-aborted.ts';
import { LONGEST_TIMER_MS, withTimeLimit } from '../time/with-time-limit.ts';
import { CircuitBreaker, OpenCircuitError } from './circuit-breaker.ts';

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
  /**
   * The time limit of one try, in milliseconds; a larger one bears a slower backend.
   * @default 30,000; none where the scorer's calls end by themselves, as those of vLLM and of the embedded model do
   */
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
 * @throws InvalidRequestError naming the option that is no such number.
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
    attemptTimeoutMs = scorer.endsByItself === true ? Infinity : 30_000,
    breakAfter = 5,
    breakMs = 2000,
    maxCallsInFlight = 64,
  } = options;
  requireNumber('retries', retries, { from: 0 });
  requireNumber('backoffMs', backoffMs, { from: 0 });
  requireNumber('maxBackoffMs', maxBackoffMs, { from: 0, to: LONGEST_TIMER_MS });
  requireNumber('attemptTimeoutMs', attemptTimeoutMs, { from: 1 });
  if (breakAfter !== Infinity) requirePositiveInteger('breakAfter', breakAfter);
  requireNumber('breakMs', breakMs, { from: 0 });
  if (maxCallsInFlight !== Infinity) requirePositiveInteger('maxCallsInFlight', maxCallsInFlight);
  const inTurn = pLimit(maxCallsInFlight);
  const breaker = new CircuitBreaker({ breakAfter, breakMs, isFailure: canPass });

  return pairScorerOf(scorer, async ({ pairs, signal }) => {
    const trying = inTurn(() => retrying({ pairs, signal }));
    try {
      return await untilAborted(trying, signal);
    } catch (cause) {
      if (!(cause instanceof OpenCircuitError)) throw cause;
      throw new BackendConnectionError({ url: placeOfScorer(scorer), cause });
    }
  });

  async function retrying(request: Parameters<PairScorer['scorePairs']>[0]) {
    for (let attempt = 0; ; attempt += 1) {
      request.signal?.throwIfAborted();
      try {
        return await breaker.run(() => withinTime(request));
      } catch (error) {
        if (attempt >= retries || !canPass(error)) throw error;
        const varied = backoffMs * 2 ** attempt * (0.5 + Math.random());
        const waitMs = Math.min(retryAfterMsOf(error) ?? varied, maxBackoffMs);
        // A caller that gives up ends the wait, and with it frees the place for another.
        await wait(waitMs, undefined, { signal: request.signal });
      }
    }
  }

  async function withinTime({ pairs, signal }: Parameters<PairScorer['scorePairs']>[0]) {
    return withTimeLimit(attemptTimeoutMs, signal, async (limit) => {
      try {
        const scoring = inner.scorePairs({ pairs, signal: limit.signal });
        return await untilAborted(scoring, limit.signal);
      } catch (cause) {
        if (!limit.isOver || cause !== limit.signal?.reason) throw cause;
        throw new BackendTimeoutError({
          url: placeOfScorer(scorer),
          timeoutMs: attemptTimeoutMs,
          option: 'resilience.attemptTimeoutMs',
          cause,
        });
      }
    });
  }
}

/** Tells whether an error may pass by itself. */
function canPass(error: unknown): boolean {
  return error instanceof RerankError && error.isRetryable;
}

function retryAfterMsOf(error: unknown): number | undefined {
  return error instanceof BackendResponseError ? error.retryAfterMs : undefined;
}
