import {
  createMemoryCache,
  createTieredCache,
  type LevelProbabilities,
  type ScoreCache,
} from '@lb-rerank/core';
import { printable } from '@lb-rerank/core/backend';
import type { CommandContext } from '../terminal/command-context.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** The cache of answered pairs. */
export interface OpenedCache extends AsyncDisposable {
  readonly cache: ScoreCache;
}

/** The time that scores stay in Redis: a week, so that what nobody asks for any more goes by itself. */
const DEFAULT_TTL_MS = 7 * 24 * 60 * 60 * 1000;

/** The longest wait for a lookup in Redis, in milliseconds. */
const LOOKUP_MS = 50;

/**
 * Opens the cache that the settings name: in memory, and with `redis` there too, for several processes together.
 *
 * Nothing depends on Redis: when it is away, pairs are scored again, and one line says so.
 */
export async function openCache(
  { redis, redisTtlMs = DEFAULT_TTL_MS }: Settings,
  { stderr }: Pick<CommandContext, 'stderr'>,
): Promise<OpenedCache> {
  if (redis === undefined) {
    return { cache: createMemoryCache(), [Symbol.asyncDispose]: async () => {} };
  }

  const { createClient, default: KeyvRedis } = await import('@keyv/redis');
  const { Keyv } = await import('keyv');
  // Commands that come while it is away fail at once, and it is looked for in the background for as long as it takes.
  const client = createClient({ url: redis, disableOfflineQueue: true });
  const unavailable = new Set<string>();
  client.on('error', ({ message }: Error) => {
    if (!unavailable.has(message)) {
      stderr.write(`Redis cannot be used, so scores are not shared: ${printable(message)}\n`);
    }
    unavailable.add(message);
  });
  client.on('ready', () => unavailable.clear());
  const connecting = client.connect().catch(() => {});
  const store = new Keyv<LevelProbabilities>(new KeyvRedis<LevelProbabilities>(client), {
    namespace: 'lb-rerank',
    ttl: redisTtlMs,
  });
  // What goes wrong with the connection is told above.
  store.on('error', () => {});
  return {
    cache: createTieredCache({ memory: createMemoryCache(), store, lookupTimeoutMs: LOOKUP_MS }),
    async [Symbol.asyncDispose]() {
      client.destroy();
      await connecting;
    },
  };
}
