import { requireNumber } from '../arguments/require-number.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { isPromiseLike } from '../time/is-promise-like.ts';
import { LONGEST_TIMER_MS } from '../time/with-time-limit.ts';
import type { ScoreCache } from './score-cache.ts';

/** A cache in memory before one that several processes share, and limits for the time that the latter may cost. */
export interface TieredCacheOptions {
  /** Asked first, such as `createMemoryCache()`; one that answers later is waited for. */
  readonly memory: ScoreCache;
  /** Asked for what memory does not know, such as a Keyv on Redis, Valkey or SQLite. */
  readonly store: ScoreCache;
  /** The time limit of a look-up in the store, in milliseconds; a larger one waits longer for a slow store. @default 50 */
  readonly lookupTimeoutMs?: number | undefined;
  /**
   * The pause after the store failed or was late, in milliseconds; a larger one asks a sick store less often.
   * @default 2,000
   */
  readonly pauseMs?: number | undefined;
}

/**
 * Joins two caches: what the shared store knows is copied into memory, and what is learnt goes into both.
 *
 * A slow or dead store costs `lookupTimeoutMs` once, is then left alone for a while, and loses nothing: the pair is scored.
 *
 * @throws InvalidRequestError naming the option that is no such number.
 *
 * @example
 * ```ts
 * import {
 *   createMemoryCache,
 *   createReranker,
 *   createTieredCache,
 *   createVllmScorer,
 *   type LevelProbabilities,
 * } from '@lb-rerank/core';
 * import { Keyv } from 'keyv';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * // With `new KeyvRedis(url)` of @keyv/redis in the brackets, all processes share the store.
 * const store = new Keyv<LevelProbabilities>();
 * const cache = createTieredCache({ memory: createMemoryCache(), store });
 * const reranker = createReranker({ scorer, cache });
 * const candidates = [{ document: 'red', passage: 'Apples are red.' }];
 * const { outcome } = await reranker.rerank({ query: 'apples', candidates });
 * console.log(outcome); // reranked
 * ```
 */
export function createTieredCache({
  memory,
  store,
  lookupTimeoutMs = 50,
  pauseMs = 2000,
}: TieredCacheOptions): ScoreCache {
  requireNumber('lookupTimeoutMs', lookupTimeoutMs, { from: 1, to: LONGEST_TIMER_MS });
  requireNumber('pauseMs', pauseMs, { from: 0 });
  let pausedUntil = 0;
  const pause = () => {
    pausedUntil = performance.now() + pauseMs;
  };

  /** Keeps a pair in memory, whose failure loses nothing. */
  function remember(key: string, value: LevelProbabilities): void {
    const kept = memory.set(key, value);
    if (isPromiseLike(kept)) Promise.resolve(kept).catch(() => {});
  }

  async function ofStore(key: string): Promise<LevelProbabilities | undefined> {
    if (performance.now() < pausedUntil) return undefined;
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => {
      pause();
      resolve(undefined);
    }, lookupTimeoutMs);
    try {
      const value = await Promise.race([store.get(key), late]);
      if (value !== undefined) remember(key, value);
      return value;
    } catch {
      pause();
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    get(key) {
      const known = memory.get(key);
      if (!isPromiseLike(known)) return known ?? ofStore(key);
      return Promise.resolve(known).then(
        (value) => value ?? ofStore(key),
        () => ofStore(key),
      );
    },
    set(key, value) {
      remember(key, value);
      if (performance.now() < pausedUntil) return undefined;
      return Promise.resolve(store.set(key, value)).catch(pause);
    },
  };
}
