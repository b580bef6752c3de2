import { hash } from 'node:crypto';
import type { ScoreCache } from '../cache/score-cache.ts';
import { PROMPT_VERSION } from '../prompt/prompt.ts';
import { areProbabilities } from '../score/are-probabilities.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Scorer } from '../scorer/scorer.ts';

/**
 * Makes a scorer remember: each pair is asked of it once, as long as the cache keeps it.
 *
 * What is kept are probabilities, so any score formula can be read from them; the key is a hash of model, prompt
 * version, query and passage. Failures are never kept, and a cache that fails, or that holds something else than
 * probabilities, counts as one that knows nothing. {@link createMemoryCache} and {@link createTieredCache} make a cache.
 *
 * @example
 * ```ts
 * import { cachedScorer, createMemoryCache, createVllmScorer } from '@lb-rerank/core';
 *
 * const vllm = createVllmScorer({
 *   baseURL: 'http://127.0.0.1:8000/v1',
 *   model: 'lightblue/lb-reranker-0.5B-v1.0',
 * });
 * const scorer = cachedScorer(vllm, createMemoryCache());
 * const request = { query: 'apples', passages: ['Apples are red.'] };
 * await scorer.score(request);
 * const onSaved = (saved: string, pairs: number) => {
 *   console.log(saved, pairs); // cached 1
 * };
 * await scorer.score({ ...request, onSaved });
 * ```
 */
export function cachedScorer(scorer: Scorer, cache: ScoreCache): Scorer {
  return {
    get modelId() {
      return scorer.modelId;
    },
    async score({ query, passages, signal, onSaved }) {
      signal?.throwIfAborted();
      const { modelId } = scorer;
      const queryKey = hash('sha256', `${modelId}\n${PROMPT_VERSION}\n${query}`, 'base64url');
      const keys = passages.map((passage) => hash('sha256', queryKey + passage, 'base64url'));
      const found = keys.map((key) => lookUp(cache, key));
      // A cache in memory answers at once, and then no pair costs a promise.
      for (const [position, answer] of found.entries()) {
        if (answer instanceof Promise) found[position] = await answer.catch(() => undefined);
      }
      const answers = found.map((answer) => (areProbabilities(answer) ? answer : undefined));
      const missing = [...answers.keys()].filter((position) => answers[position] === undefined);
      if (missing.length < passages.length) onSaved?.('cached', passages.length - missing.length);
      if (missing.length === 0) return answers as LevelProbabilities[];

      const scored = await scorer.score({
        query,
        passages: missing.map((position) => passages[position]!),
        signal,
        onSaved,
      });
      for (const [n, position] of missing.entries()) {
        answers[position] = scored[n]!;
        // A scorer may learn its model's name while it answers; what stands under the old one would mislead.
        if (scorer.modelId === modelId) keep(cache, keys[position]!, scored[n]!);
      }
      return answers as LevelProbabilities[];
    },
  };
}

function lookUp(cache: ScoreCache, key: string): ReturnType<ScoreCache['get']> {
  try {
    return cache.get(key);
  } catch {
    return undefined;
  }
}

/** Writes to the cache without waiting for it; its failure loses nothing. */
function keep(cache: ScoreCache, key: string, value: LevelProbabilities): void {
  try {
    const written = cache.set(key, value);
    if (written instanceof Promise) written.catch(() => {});
  } catch {
    // As above.
  }
}
