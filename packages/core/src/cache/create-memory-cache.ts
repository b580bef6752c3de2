import { LRUCache } from 'lru-cache';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { ScoreCache } from './score-cache.ts';

/** Limits for the memory of a cache, and for the age of its pairs. */
export interface MemoryCacheOptions {
  /**
   * The memory that it may take, at about 400 bytes a pair; a larger value remembers more pairs.
   * @default 40 MB, which is 100,000 pairs
   */
  readonly maxBytes?: number | undefined;
  /** The age at which a pair is forgotten, in milliseconds. @default none: a model's answers do not change */
  readonly ttlMs?: number | undefined;
}

/** The memory of a key of 43 characters, seven numbers and their places in the cache, rounded up. */
const BYTES_A_PAIR = 400;

/**
 * Keeps the pairs used last in the memory of this process. @throws InvalidRequestError unless both are positive.
 *
 * @example
 * ```ts
 * import { createMemoryCache, createReranker, createVllmScorer } from '@lb-rerank/core';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * // 100 MB, and no pair is remembered for longer than a day.
 * const cache = createMemoryCache({ maxBytes: 100_000_000, ttlMs: 24 * 60 * 60 * 1000 });
 * const reranker = createReranker({ scorer, cache });
 * const candidates = [{ document: 'red', passage: 'Apples are red.' }];
 * await reranker.rerank({ query: 'apples', candidates });
 * const { counts } = await reranker.rerank({ query: 'apples', candidates });
 * console.log(counts.cached); // 1
 * ```
 */
export function createMemoryCache({
  maxBytes = 40_000_000,
  ttlMs,
}: MemoryCacheOptions = {}): ScoreCache {
  requirePositiveInteger('maxBytes', maxBytes);
  if (ttlMs !== undefined) requirePositiveInteger('ttlMs', ttlMs);
  const max = Math.max(1, Math.floor(maxBytes / BYTES_A_PAIR));
  return new LRUCache<string, LevelProbabilities>({ max, ...(ttlMs && { ttl: ttlMs }) });
}
