import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { asPairScorer } from '../scorer/as-pair-scorer.ts';
import type { PairScorer } from '../scorer/pair-scorer.ts';
import { pairScorerOf } from '../scorer/pair-scorer-of.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { untilAborted } from '../time/until-aborted.ts';
import { BatchQueue, type QueuedCall } from './batch-queue.ts';

/** How pairs are packed into batches. */
export interface BatchedScorerOptions {
  /** Pairs in a batch at the most. @default 32 */
  readonly batchSize?: number | undefined;
  /** Tokens in a batch at the most, taken as a third of the characters; a longer pair goes alone. @default 32,768 */
  readonly batchTokens?: number | undefined;
  /** How long a pair waits for others to share its batch while another batch is in flight, in milliseconds. @default 2 */
  readonly maxWaitMs?: number | undefined;
  /** Batches in flight at once; while all are, pairs gather. @default 4 */
  readonly concurrency?: number | undefined;
  /** Pairs that may wait; callers beyond that are held back until there is room. @default 10,000 */
  readonly queueSize?: number | undefined;
}

/**
 * A scorer that packs the pairs of all callers into batches, first come first served.
 *
 * Small requests of several queries share a batch, large ones are spread over several. A caller's abort takes its waiting
 * pairs out of the queue. A batch that fails for several callers is tried again for each one alone, so that no caller's
 * pair spoils another's.
 */
export function batchedScorer(scorer: Scorer, options: BatchedScorerOptions = {}): PairScorer {
  const {
    batchSize = 32,
    batchTokens = 32_768,
    maxWaitMs = 2,
    concurrency = 4,
    queueSize = 10_000,
  } = options;
  requirePositiveInteger('batchSize', batchSize);
  requirePositiveInteger('batchTokens', batchTokens);
  requirePositiveInteger('concurrency', concurrency);
  requirePositiveInteger('queueSize', queueSize);
  const queue = new BatchQueue(asPairScorer(scorer), {
    batchSize,
    batchTokens,
    maxWaitMs,
    concurrency,
    queueSize,
  });

  return pairScorerOf(scorer, async ({ pairs, signal }) => {
    signal?.throwIfAborted();
    if (pairs.length === 0) return [];
    const { promise, resolve, reject } = Promise.withResolvers<QueuedCall['answers']>();
    const call: QueuedCall = { answers: [], missing: pairs.length, signal, resolve, reject };
    try {
      return await untilAborted(
        Promise.race([queue.add(call, pairs).then(() => promise), promise]),
        signal,
      );
    } finally {
      queue.forget(call);
    }
  });
}
