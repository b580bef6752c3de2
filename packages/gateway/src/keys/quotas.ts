import { RateLimiterMemory } from 'rate-limiter-flexible';
import { GatewayError } from '../errors/gateway-error.ts';
import type { ApiKey } from '../settings/api-key.ts';

const MINUTE_S = 60;

/** Counts each caller's pairs of the current minute, in the memory of this process. */
export class Quotas {
  readonly #limiters: ReadonlyMap<string, RateLimiterMemory>;

  constructor(keys: readonly ApiKey[]) {
    const limited = keys.filter(({ pairsPerMinute }) => pairsPerMinute !== undefined);
    this.#limiters = new Map(
      limited.map(({ name, pairsPerMinute }) => [
        name,
        new RateLimiterMemory({ points: pairsPerMinute!, duration: MINUTE_S }),
      ]),
    );
  }

  /** Takes pairs off a caller's quota. @throws GatewayError `quota_exceeded`, and then nothing was taken. */
  async take({ name, pairsPerMinute }: ApiKey, pairs: number): Promise<void> {
    const limiter = this.#limiters.get(name);
    if (limiter === undefined || pairs === 0) return;
    const used = await limiter.get(name);
    if ((used?.consumedPoints ?? 0) + pairs > pairsPerMinute!) {
      throw new GatewayError('quota_exceeded', `more than ${pairsPerMinute} pairs in a minute`, {
        retryAfterMs: used?.msBeforeNext ?? MINUTE_S * 1000,
      });
    }
    await limiter.consume(name, pairs);
  }
}
