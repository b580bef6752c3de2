import { GatewayError } from '../errors/gateway-error.ts';
import { BackendPace } from './backend-pace.ts';

/** A request that was let in. */
export interface Admitted {
  /** To be called once, with the pairs that got a score; undefined where the end tells nothing of the backend's pace. */
  leave(donePairs: number | undefined): void;
}

/** The size and the deadline of a request that asks to be let in. */
export interface AdmissionRequest {
  readonly pairs: number;
  readonly deadlineMs: number;
}

const LONGEST_RETRY_MS = 30_000;

/**
 * Lets in what can be done: not more pairs at once than the limit, and nothing that could not be scored by its deadline at
 * the pace of the last seconds, since it would only die in the queue and take others' time with it. Requests take turns at
 * the model, so that none waits for more pairs of another than it has itself.
 */
export class Admission {
  readonly #maxPairsInFlight: number;
  readonly #pace: BackendPace;
  readonly #admitted = new Set<{ readonly pairs: number }>();
  #pairs = 0;

  constructor(maxPairsInFlight: number, now?: () => number) {
    this.#maxPairsInFlight = maxPairsInFlight;
    this.#pace = new BackendPace(now);
  }

  /** Pairs let in and not yet done. */
  get pairsInFlight(): number {
    return this.#pairs;
  }

  /** @throws GatewayError `overloaded` with the time after which there should be room. */
  admit({ pairs, deadlineMs }: AdmissionRequest): Admitted {
    // Who comes to an idle gateway is always let in, or a pace once slow would never be measured again.
    if (this.#pairs > 0) this.#requireRoom(pairs, deadlineMs);
    const request = { pairs };
    this.#admitted.add(request);
    this.#pairs += pairs;
    this.#pace.begin();
    return {
      leave: (donePairs) => {
        this.#admitted.delete(request);
        this.#pairs -= pairs;
        this.#pace.end(donePairs);
      },
    };
  }

  #requireRoom(pairs: number, deadlineMs: number): void {
    const together = this.#pairs + pairs;
    if (together > this.#maxPairsInFlight) {
      throw new GatewayError('overloaded', `more than ${this.#maxPairsInFlight} pairs at once`, {
        retryAfterMs: this.#retryAfter(this.#pace.timeFor(this.#pairs) ?? 0),
      });
    }
    const before = [...this.#admitted].reduce(
      (sum, other) => sum + Math.min(other.pairs, pairs),
      0,
    );
    const expectedMs = this.#pace.timeFor(before + pairs);
    if (expectedMs !== undefined && expectedMs > deadlineMs) {
      throw new GatewayError('overloaded', 'the model is too busy to answer by the deadline', {
        retryAfterMs: this.#retryAfter(expectedMs - deadlineMs),
      });
    }
  }

  #retryAfter(waitMs: number): number {
    return Math.min(LONGEST_RETRY_MS, Math.max(1000, waitMs));
  }
}
