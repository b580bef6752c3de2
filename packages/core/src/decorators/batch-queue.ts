import { RerankError } from '../errors/rerank-error.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Pair, PairScorer } from '../scorer/pair-scorer.ts';
import { FairQueue, type QueuedCall, type QueuedPair } from './fair-queue.ts';

interface BatchQueueOptions {
  readonly maxPairsPerBatch: number;
  readonly batchTokens: number;
  readonly maxWaitMs: number;
  readonly maxBatchesInFlight: number;
  readonly queueSize: number;
}

/** A queue of the waiting pairs of all callers, which sends them off in batches. */
export class BatchQueue {
  readonly #scorer: PairScorer;
  readonly #options: BatchQueueOptions;
  readonly #waiting: FairQueue;
  #inFlight = 0;
  #isSending = false;
  /** Wakes the callers that wait for room, who came first first. */
  readonly #withoutRoom: (() => void)[] = [];

  constructor(scorer: PairScorer, options: BatchQueueOptions) {
    this.#scorer = scorer;
    this.#options = options;
    this.#waiting = new FairQueue(options);
  }

  /** Queues a caller's pairs, piece by piece where there is no room for all. */
  async add(call: QueuedCall, pairs: readonly Pair[]): Promise<void> {
    for (const [position, pair] of pairs.entries()) {
      while (this.#waiting.length >= this.#options.queueSize) {
        const woken = new Promise<void>((resolve) => this.#withoutRoom.push(resolve));
        // A full queue has nothing to wait for, even one that is smaller than a batch.
        this.#send(true);
        await woken;
        if (call.missing > 0) continue;
        this.#giveRoom();
        return;
      }
      this.#waiting.add({ call, position, pair });
      if (this.#waiting.length >= this.#options.maxPairsPerBatch) this.#send();
    }
    this.#send();
  }

  /** Takes what is left of a call out of the queue. */
  forget(call: QueuedCall): void {
    if (call.missing === 0) return;
    call.missing = 0;
    this.#waiting.forget(call);
    this.#giveRoom();
  }

  /** Sends full batches at once and the last one when it has waited, as long as there are free places. */
  #send(hasWaited = false): void {
    while (this.#inFlight < this.#options.maxBatchesInFlight && this.#waiting.length > 0) {
      if (!this.#waiting.fillsBatch && !hasWaited) {
        this.#sendLater();
        return;
      }
      void this.#fly(this.#waiting.take());
    }
  }

  /** Sends later: with an idle backend when this turn of the event loop ends, with a busy one after `maxWaitMs`. */
  #sendLater(): void {
    const send = () => {
      this.#isSending = false;
      this.#send(true);
    };
    if (this.#isSending) return;
    this.#isSending = true;
    if (this.#inFlight === 0 || this.#options.maxWaitMs === 0) setImmediate(send);
    else setTimeout(send, this.#options.maxWaitMs);
  }

  async #fly(batch: readonly QueuedPair[]): Promise<void> {
    this.#inFlight += 1;
    this.#giveRoom();
    try {
      await this.#score(batch);
    } finally {
      this.#inFlight -= 1;
      // Those who came while all places were taken have waited long enough.
      this.#send(true);
    }
  }

  async #score(batch: readonly QueuedPair[]): Promise<void> {
    const calls = [...new Set(batch.map(({ call }) => call))];
    try {
      const answers = await whileAnyWaits(calls, (signal) =>
        this.#scorer.scorePairs({ pairs: batch.map(({ pair }) => pair), signal }),
      );
      for (const [n, { call, position }] of batch.entries())
        this.#fill(call, position, answers[n]!);
    } catch (error) {
      const isOfOnePair = error instanceof RerankError && !error.isRetryable;
      if (calls.length > 1 && isOfOnePair) {
        const waiting = calls.filter(({ missing }) => missing > 0);
        const alone = waiting.map((call) => batch.filter((queued) => queued.call === call));
        await Promise.all(alone.map((part) => this.#score(part)));
      } else {
        for (const call of calls) {
          call.reject(error);
          // Nobody would read the answers to what is left of it.
          this.forget(call);
        }
      }
    }
  }

  #fill(call: QueuedCall, position: number, answer: LevelProbabilities): void {
    if (call.missing === 0) return;
    call.answers[position] = answer;
    call.missing -= 1;
    if (call.missing === 0) call.resolve(call.answers);
  }

  /** Wakes as many callers as there is room for a pair each: all others would look in vain. */
  #giveRoom(): void {
    const room = this.#options.queueSize - this.#waiting.length;
    for (const wake of this.#withoutRoom.splice(0, Math.max(0, room))) wake();
  }
}

/** Does work for several callers under a signal that aborts when the last of them has gone; never while one of them cannot abort. */
async function whileAnyWaits<T>(
  calls: readonly QueuedCall[],
  work: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  const signals = calls.flatMap(({ signal }) => signal ?? []);
  if (signals.length < calls.length) return work(undefined);
  if (signals.length === 1) return work(signals[0]);
  const controller = new AbortController();
  const onAbort = ({ target }: Event) => {
    if (signals.every(({ aborted }) => aborted)) controller.abort((target as AbortSignal).reason);
  };
  for (const signal of signals) signal.addEventListener('abort', onAbort);
  try {
    return await work(controller.signal);
  } finally {
    // A signal may live as long as the process, and would keep what listens to it.
    for (const signal of signals) signal.removeEventListener('abort', onAbort);
  }
}
