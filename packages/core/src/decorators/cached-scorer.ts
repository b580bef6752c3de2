import { hash } from 'node:crypto';
import type { ScoreCache } from '../cache/score-cache.ts';
import { PROMPT_VERSION } from '../prompt/prompt.ts';
import { areProbabilities } from '../score/are-probabilities.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { isPromiseLike } from '../time/is-promise-like.ts';
import { piecesOfThread } from '../time/short-pieces.ts';
import { untilAborted } from '../time/until-aborted.ts';
import { knownAs } from '../scorer/known-as.ts';
import type { Scorer, ScoreRequest } from '../scorer/scorer.ts';

/**
 * Makes a scorer remember: each pair is asked of it once, as long as the cache keeps it.
 *
 * What is kept are probabilities, so any score formula can be read from them; the key is a hash of the model's name and revision, the prompt's
 * version, query, passage and the caller's scope. Failures are never kept, and a cache that fails, or that holds something else than
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
  const identity = createIdentity(scorer);
  return knownAs(scorer, {
    async score({ query, passages, signal, cacheScope, onSaved }: ScoreRequest) {
      signal?.throwIfAborted();
      if (identity.isToBeAsked) await identity.ask(signal);
      const known = identity.key;
      // Long passages take time to hash, and those of many batches come at once.
      const keys = await piecesOfThread.take(() => keysOf([known, query, cacheScope], passages));
      const found = keys.map((key) => lookUp(cache, key));
      // A cache in memory answers at once, and then no pair costs a promise.
      for (const [position, answer] of found.entries()) {
        if (isPromiseLike(answer)) found[position] = await answer;
      }
      const answers = found.map((answer) => (areProbabilities(answer) ? answer : undefined));
      const missing = [...answers.keys()].filter((position) => answers[position] === undefined);
      if (missing.length < passages.length) onSaved?.('cached', passages.length - missing.length);
      if (missing.length === 0) return answers as LevelProbabilities[];

      const scored = await scorer.score({
        query,
        passages: missing.map((position) => passages[position]!),
        signal,
        cacheScope,
        onSaved,
      });
      // A scorer may learn which model it has while it answers; what stands under the old one would mislead.
      const isSameModel = identity.key === known;
      for (const [n, position] of missing.entries()) {
        const answer = scored[n]!;
        answers[position] = answer;
        if (isSameModel && areProbabilities(answer)) keep(cache, keys[position]!, answer);
      }
      return answers as LevelProbabilities[];
    },
  });
}

/** The time, in milliseconds, after which a backend that could not say which model it has is asked again. */
const ASK_AGAIN_MS = 2000;

/** Makes what knows under which model a scorer's answers are kept, and asks for it where the backend can tell. */
function createIdentity(scorer: Scorer) {
  let askAgainAt = 0;
  let asking: Promise<void> | undefined;
  return {
    get key() {
      return JSON.stringify([scorer.modelId, scorer.revision ?? null, PROMPT_VERSION]);
    },
    get isToBeAsked() {
      return (
        scorer.revision === undefined && (asking !== undefined || performance.now() >= askAgainAt)
      );
    },
    async ask(signal: AbortSignal | undefined) {
      // A backend that does not tell, and one that cannot be reached, are scored by in any case.
      asking ??= (scorer.identify?.() ?? Promise.resolve())
        .catch(() => undefined)
        .finally(() => {
          askAgainAt = performance.now() + ASK_AGAIN_MS;
          asking = undefined;
        });
      await untilAborted(asking, signal);
    },
  };
}

/** Hashes pairs, each text with its length told, so that no two pairs share a key. */
function keysOf(
  [identity, query, cacheScope]: readonly [string, string, string | undefined],
  passages: readonly string[],
): string[] {
  const own = cacheScope === undefined ? [] : [cacheScope];
  const queryKey = hash('sha256', JSON.stringify([identity, query, ...own]), 'base64url');
  return passages.map((passage) => hash('sha256', queryKey + passage, 'base64url'));
}

/** Looks a key up; what fails, at once or later and before others of its request, knows nothing. */
function lookUp(cache: ScoreCache, key: string): ReturnType<ScoreCache['get']> {
  try {
    const answer = cache.get(key);
    return isPromiseLike(answer) ? Promise.resolve(answer).catch(() => undefined) : answer;
  } catch {
    return undefined;
  }
}

/** Writes to the cache without waiting for it; its failure loses nothing. */
function keep(cache: ScoreCache, key: string, value: LevelProbabilities): void {
  try {
    const written = cache.set(key, value);
    if (isPromiseLike(written)) Promise.resolve(written).catch(() => {});
  } catch {
    // As above.
  }
}
