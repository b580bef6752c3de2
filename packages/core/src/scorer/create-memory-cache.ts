import { LRUCache } from 'lru-cache';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { ScoreCache } from './cached-scorer.ts';

/** Keeps the pairs used last in the memory of this process. @param pairs the most it holds, at least 1 */
export function createMemoryCache(pairs: number = 100_000): ScoreCache {
  return new LRUCache<string, LevelProbabilities>({ max: pairs });
}
