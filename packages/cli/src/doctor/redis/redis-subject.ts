import { createClient } from '@keyv/redis';
import { redisPlace } from '../../settings/redis-place.ts';
import { once } from '../check/once.ts';

/** A Redis that is examined; it is asked once. */
export interface RedisSubject {
  /** Its address without user and password. */
  readonly place: string;
  /** Gives what it tells of itself by `INFO`, and the milliseconds that this took. Rejects as Redis' client does. */
  readonly ask: () => Promise<{
    readonly info: ReadonlyMap<string, string>;
    readonly tookMs: number;
  }>;
}

/** Gets a Redis ready to be examined; nothing is asked yet. @param timeoutMs bounds each of its answers. */
export function redisSubject(
  address: string,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): RedisSubject {
  return {
    place: redisPlace(address),
    ask: once(async () => {
      const client = createClient({
        url: address,
        // What accepts a connection and says nothing is no Redis either.
        socket: { reconnectStrategy: false, connectTimeout: timeoutMs, socketTimeout: timeoutMs },
      });
      // Rejections say the same.
      client.on('error', () => {});
      const stop = () => client.destroy();
      signal.addEventListener('abort', stop, { once: true });
      try {
        signal.throwIfAborted();
        const startedAt = performance.now();
        await client.connect();
        const info = factsIn(await client.info());
        return { info, tookMs: performance.now() - startedAt };
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener('abort', stop);
        if (client.isOpen) client.destroy();
      }
    }),
  };
}

/** Reads the lines `name:value` of an `INFO`. */
function factsIn(info: string): ReadonlyMap<string, string> {
  const lines = info.split(/\r?\n/).map((line) => /^(\w+):(.*)$/.exec(line));
  return new Map(lines.flatMap((found) => (found === null ? [] : [[found[1]!, found[2]!]])));
}
