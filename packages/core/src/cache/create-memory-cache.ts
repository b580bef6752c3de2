import { LRUCache } from 'lru-cache';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { ScoreCache } from './score-cache.ts';

/** How much is kept in memory, and for how long. */
export interface MemoryCacheOptions {
  /** The memory it may take, at about 400 bytes a pair. @default 40 MB, which is 100,000 pairs */
  readonly maxBytes?: number | undefined;
  /** How long a pair is kept, in milliseconds. @default for good: a model's answers do not change */
  readonly ttlMs?: number | undefined;
}

/** What a key of 43 characters, seven numbers and their places in the cache take together, rounded up. */
const BYTES_A_PAIR = 400;

/** Keeps the pairs used last in the memory of this process. @throws InvalidRequestError unless both are positive. */
export function createMemoryCache({
  maxBytes = 40_000_000,
  ttlMs,
}: MemoryCacheOptions = {}): ScoreCache {
  requirePositiveInteger('maxBytes', maxBytes);
  if (ttlMs !== undefined) requirePositiveInteger('ttlMs', ttlMs);
  const max = Math.max(1, Math.floor(maxBytes / BYTES_A_PAIR));
  return new LRUCache<string, LevelProbabilities>({ max, ...(ttlMs && { ttl: ttlMs }) });
}
