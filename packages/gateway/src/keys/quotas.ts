import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { GatewayError } from '../errors/gateway-error.ts';
import type { ApiKey } from '../settings/api-key.ts';

const MINUTE_S = 60;

/** Counts each key's pairs of the current minute, in the memory of this process. */
export class Quotas {
  readonly #limiters: ReadonlyMap<string, RateLimiterMemory>;

  constructor(keys: readonly ApiKey[]) {
    this.#limiters = new Map(
      keys.flatMap(({ sha256, pairsPerMinute: points }) =>
        points === undefined
          ? []
          : [[sha256, new RateLimiterMemory({ points, duration: MINUTE_S })] as const],
      ),
    );
  }

  /** Takes pairs off a key's quota. @throws GatewayError `quota_exceeded`, and then nothing was taken. */
  async take({ sha256 }: ApiKey, pairs: number): Promise<void> {
    const limiter = this.#limiters.get(sha256);
    if (limiter === undefined || pairs === 0) return;
    try {
      await limiter.consume(sha256, pairs);
    } catch (used) {
      if (!(used instanceof RateLimiterRes)) throw used;
      // The limiter counts what it refuses too.
      await limiter.reward(sha256, pairs);
      throw new GatewayError('quota_exceeded', `more than ${limiter.points} pairs in a minute`, {
        retryAfterMs: used.msBeforeNext,
      });
    }
  }
}
