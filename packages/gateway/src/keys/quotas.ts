import { GatewayError } from '../errors/gateway-error.ts';
import type { ApiKey } from '../settings/api-key.ts';

const MINUTE_MS = 60_000;

/** The pairs that a caller took in its current minute. */
interface Minute {
  readonly endsAt: number;
  readonly taken: number;
}

/**
 * Counts each caller's pairs of the current minute, in the memory of this process. A minute begins with the first pairs that are
 * taken in it. A caller is known by its name, so that a key that takes another's place has what that one has left.
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

  /**
   * Takes pairs off a caller's quota.
   *
   * @throws GatewayError `quota_exceeded`, or `too_large` where a whole minute does not hold them; then nothing was taken.
   */
  take({ name, pairsPerMinute = Infinity }: ApiKey, pairs: number): void {
    if (pairs === 0 || pairsPerMinute === Infinity) return;
    if (pairs > pairsPerMinute) {
      const problem = `${pairs} pairs are more than the ${pairsPerMinute} that the key has in a minute, which no wait changes: send fewer documents at once`;
      throw new GatewayError('too_large', problem);
    }
    const now = this.#now();
    const { endsAt, taken } = this.#minuteOf(name, now);
    if (taken + pairs > pairsPerMinute) {
      const problem = `more than ${pairsPerMinute} pairs in a minute`;
      throw new GatewayError('quota_exceeded', problem, { retryAfterMs: endsAt - now });
    }
    this.#minutes.set(name, { endsAt, taken: taken + pairs });
  }

  #minuteOf(name: string, now: number): Minute {
    const current = this.#minutes.get(name);
    if (current !== undefined && now < current.endsAt) return current;
    return { endsAt: now + MINUTE_MS, taken: 0 };
  }
}
