import { GatewayError } from '../errors/gateway-error.ts';
import type { ApiKey } from '../settings/api-key.ts';

const MINUTE_MS = 60_000;

/** The pairs that a key took in its current minute. */
interface Minute {
  readonly endsAt: number;
  readonly taken: number;
}

/**
 * Counts each key's pairs of the current minute, in the memory of this process. A minute begins with the first pairs that are
 * taken in it.
 *
 * Its clock is monotonic and only what is taken counts, unlike in the library that was looked at (rate-limiter-flexible 11): a
 * system clock that is set back keeps nobody out, and a request that does not fit leaves its room to those that do.
 */
export class Quotas {
  readonly #now: () => number;
  readonly #minutes = new Map<string, Minute>();

  /** @param now gives milliseconds of a clock that is never set back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Takes pairs off a key's quota. @throws GatewayError `quota_exceeded`, and then nothing was taken. */
  take({ sha256, pairsPerMinute = Infinity }: ApiKey, pairs: number): void {
    if (pairs === 0 || pairsPerMinute === Infinity) return;
    const now = this.#now();
    const { endsAt, taken } = this.#minuteOf(sha256, now);
    if (taken + pairs > pairsPerMinute) {
      const problem =
        pairs > pairsPerMinute
          ? `${pairs} pairs are more than the ${pairsPerMinute} that the key has in a minute: send fewer documents at once`
          : `more than ${pairsPerMinute} pairs in a minute`;
      throw new GatewayError('quota_exceeded', problem, { retryAfterMs: endsAt - now });
    }
    this.#minutes.set(sha256, { endsAt, taken: taken + pairs });
  }

  #minuteOf(sha256: string, now: number): Minute {
    const current = this.#minutes.get(sha256);
    if (current !== undefined && now < current.endsAt) return current;
    return { endsAt: now + MINUTE_MS, taken: 0 };
  }
}
