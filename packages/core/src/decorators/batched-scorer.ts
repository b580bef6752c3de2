import { requireNumber } from '../arguments/require-number.ts';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { asPairScorer } from '../scorer/as-pair-scorer.ts';
import type { PairScorer } from '../scorer/pair-scorer.ts';
import { pairScorerOf } from '../scorer/pair-scorer-of.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { LONGEST_TIMER_MS } from '../time/with-time-limit.ts';
import { untilAborted } from '../time/until-aborted.ts';
import { BatchQueue } from './batch-queue.ts';
import type { QueuedCall } from './fair-queue.ts';

/** Limits for the batches into which {@link batchedScorer} packs pairs. */
export interface BatchedScorerOptions {
  /**
   * The most pairs in a batch; a larger value makes fewer requests, and each waits longer for its slowest pair.
   * @default 32
   */
  readonly maxPairsPerBatch?: number | undefined;
  /**
   * The most tokens in a batch, taken as a third of the characters; a longer pair goes alone. A larger value lets more long
   * passages share a request.
   * @default 32,768
   */
  readonly batchTokens?: number | undefined;
  /**
   * The time that a pair waits for others to share its batch while another batch is in flight, in milliseconds; a larger
   * value fills batches better and answers later.
   * @default 2
   */
  readonly maxWaitMs?: number | undefined;
  /** The most batches in flight at once; while all are, pairs gather. A larger value asks more of the backend. @default 4 */
  readonly maxBatchesInFlight?: number | undefined;
  /**
   * The most pairs that wait; callers beyond that are held back until there is room. A larger value takes more memory.
   * @default 10,000
   */
  readonly queueSize?: number | undefined;
}

/**
 * Packs the pairs of all callers into batches. Queries take turns, so that a few pairs need not wait until a thousand of another
 * query are done; of one query the first come first.
 *
 * Small requests of several queries share a batch, large ones are spread over several. A caller's abort takes its waiting
 * pairs out of the queue. A batch that fails for several callers is tried again for each one alone, so that no caller's
 * pair spoils another's.
 *
 * @throws InvalidRequestError naming the option that is no such number.
 *
 * @example
 * ```ts
 * import { batchedScorer, createVllmScorer } from '@lb-rerank/core';
 *
 * const vllm = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const scorer = batchedScorer(vllm, { maxWaitMs: 5 });
 * // Two callers, one request to the server.
 * const [ofOne, ofOther] = await Promise.all([
 *   scorer.score({ query: 'apples', passages: ['Apples are red.'] }),
 *   scorer.score({ query: 'pears', passages: ['Pears are green.', 'Apples are red.'] }),
 * ]);
 * console.log(ofOne.length, ofOther.length); // 1 2
 * ```
 */
export function batchedScorer(scorer: Scorer, options: BatchedScorerOptions = {}): PairScorer {
  const {
    maxPairsPerBatch = 32,
    batchTokens = 32_768,
    maxWaitMs = 2,
    maxBatchesInFlight = 4,
    queueSize = 10_000,
  } = options;
  requirePositiveInteger('maxPairsPerBatch', maxPairsPerBatch);
  requirePositiveInteger('batchTokens', batchTokens);
  requireNumber('maxWaitMs', maxWaitMs, { from: 0, to: LONGEST_TIMER_MS });
  requirePositiveInteger('maxBatchesInFlight', maxBatchesInFlight);
  requirePositiveInteger('queueSize', queueSize);
  const queue = new BatchQueue(asPairScorer(scorer), {
    maxPairsPerBatch,
    batchTokens,
    maxWaitMs,
    maxBatchesInFlight,
    queueSize,
  });

  return pairScorerOf(scorer, async ({ pairs, signal }) => {
    signal?.throwIfAborted();
    if (pairs.length === 0) return [];
    const { promise, resolve, reject } = Promise.withResolvers<QueuedCall['answers']>();
    const call: QueuedCall = { answers: [], missing: pairs.length, signal, resolve, reject };
    try {
      queue.add(call, pairs).catch(reject);
      return await untilAborted(promise, signal);
    } finally {
      queue.forget(call);
    }
  });
}
