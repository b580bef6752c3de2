import type { LevelProbabilities } from '../score/level-probabilities.ts';

/**
 * A place for answers between calls: a small part of Map, synchronous or not, so that lru-cache fits as it is and Redis
 * through Keyv. {@link createMemoryCache} and {@link createTieredCache} make one, and {@link cachedScorer} uses it.
 */
export interface ScoreCache {
  get(key: string): LevelProbabilities | undefined | Promise<LevelProbabilities | undefined>;
  set(key: string, value: LevelProbabilities): unknown;
}
