import { hash } from 'node:crypto';
import { PROMPT_VERSION } from '../prompt/prompt.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Scorer } from './scorer.ts';

/**
 * Where answers are kept between calls: a small part of Map, synchronous or not, so that lru-cache fits as it is and
 * Redis through Keyv.
 */
export interface ScoreCache {
  get(key: string): LevelProbabilities | undefined | Promise<LevelProbabilities | undefined>;
  set(key: string, value: LevelProbabilities): unknown;
}

/**
 * A scorer that remembers: each pair is asked of the inner scorer once, as long as the cache keeps it.
 *
 * What is kept are probabilities, so any score formula can be read from them; the key is a hash of model, prompt
 * version, query and passage. Failures are never kept.
 */
export function cachedScorer(scorer: Scorer, cache: ScoreCache): Scorer {
  return {
    get modelId() {
      return scorer.modelId;
    },
    async score({ query, passages, signal }) {
      signal?.throwIfAborted();
      const queryKey = hash(
        'sha256',
        `${scorer.modelId}\n${PROMPT_VERSION}\n${query}`,
        'base64url',
      );
      const keys = passages.map((passage) => hash('sha256', `${queryKey}${passage}`, 'base64url'));
      const found = await Promise.all(keys.map(async (key) => cache.get(key)));
      const missing = [...found.keys()].filter((position) => found[position] === undefined);
      if (missing.length === 0) return found as LevelProbabilities[];

      const answers = await scorer.score({
        query,
        passages: missing.map((position) => passages[position]!),
        signal,
      });
      await Promise.all(
        missing.map(async (position, n) => cache.set(keys[position]!, answers[n]!)),
      );
      for (const [n, position] of missing.entries()) found[position] = answers[n]!;
      return found as LevelProbabilities[];
    },
  };
}
