import {
  createMemoryCache,
  createTieredCache,
  type LevelProbabilities,
  type ScoreCache,
} from '@lb-rerank/core';
import { printable } from '@lb-rerank/core/backend';
import type { CommandContext } from '../terminal/command-context.ts';
import { redisPlace } from '../settings/redis-place.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** The Redis behind a cache. */
export interface SharedCache {
  /** Its address without user and password. */
  readonly place: string;
  /** Whether it answers, as soon as it is known first. */
  readonly answers: Promise<boolean>;
}

/** The cache of answered pairs. */
export interface OpenedCache extends AsyncDisposable {
  readonly cache: ScoreCache;
  /** The Redis that it is shared through; undefined where it is this process's alone. */
  readonly shared: SharedCache | undefined;
}

/** The time that scores stay in Redis: a week, so that what nobody asks for any more goes by itself. */
const DEFAULT_TTL_MS = 7 * 24 * 60 * 60 * 1000;

/** The longest wait for a lookup in Redis, in milliseconds. */
const LOOKUP_MS = 50;

/**
 * Opens the cache that the settings name: in memory, and with `redis` there too, for several processes together.
 *
 * Nothing depends on Redis: when it is away, pairs are scored again, and one line says so; another says when it is back.
 */
export async function openCache(
  { redis, redisTtlMs = DEFAULT_TTL_MS }: Settings,
  { stderr }: Pick<CommandContext, 'stderr'>,
): Promise<OpenedCache> {
  if (redis === undefined) {
    return {
      cache: createMemoryCache(),
      shared: undefined,
      [Symbol.asyncDispose]: async () => {},
    };
  }

  const { createClient, default: KeyvRedis } = await import('@keyv/redis');
  const { Keyv } = await import('keyv');
  // Commands that come while it is away fail at once, and it is looked for in the background for as long as it takes.
  const client = createClient({ url: redis, disableOfflineQueue: true });
  const place = redisPlace(redis);
  const known = Promise.withResolvers<boolean>();
  const unavailable = new Set<string>();
  client.on('error', ({ message }: Error) => {
    if (!unavailable.has(message)) {
      stderr.write(
        `Redis at ${place} cannot be used, so scores are not shared: ${printable(message)}\n`,
      );
    }
    unavailable.add(message);
    known.resolve(false);
  });
  client.on('ready', () => {
    if (unavailable.size > 0) stderr.write(`Redis at ${place} answers again: scores are shared\n`);
    unavailable.clear();
    known.resolve(true);
  });
  const connecting = client.connect().catch(() => {});
  const store = new Keyv<LevelProbabilities>(new KeyvRedis<LevelProbabilities>(client), {
    namespace: 'lb-rerank',
    ttl: redisTtlMs,
  });
  // What goes wrong with the connection is told above.
  store.on('error', () => {});
  return {
    cache: createTieredCache({ memory: createMemoryCache(), store, lookupTimeoutMs: LOOKUP_MS }),
    shared: { place, answers: known.promise },
    async [Symbol.asyncDispose]() {
      client.destroy();
      await connecting;
    },
  };
}
