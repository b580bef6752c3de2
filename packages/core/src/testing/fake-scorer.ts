import type { LevelProbabilities } from '../score/level-probabilities.ts';
import type { Scorer, ScoreRequest } from '../scorer/scorer.ts';

/** A scorer for tests: it gives every passage the level that a function says, and records what it was asked. */
export interface FakeScorer extends Scorer {
  readonly requests: ScoreRequest[];
}

/**
 * Makes a scorer that gives every passage the level that a function says.
 *
 * @param levelOf the expected level of a passage, in [1, 7]; may throw or wait.
 *
 * @example
 * ```ts
 * import { createReranker } from '@lb-rerank/core';
 * import { fakeScorer } from '@lb-rerank/core/testing';
 *
 * const scorer = fakeScorer((passage) => (passage.includes('apple') ? 6.5 : 1));
 * const { results } = await createReranker({ scorer }).rerank({
 *   query: 'apples',
 *   candidates: ['A pear.', 'An apple.'].map((passage) => ({ document: passage, passage })),
 * });
 * console.log(results[0]?.document, results[0]?.score); // An apple. 6.5
 * ```
 */
export function fakeScorer(
  levelOf: (passage: string, query: string) => number | Promise<number>,
  modelId: string = 'fake',
): FakeScorer {
  const requests: ScoreRequest[] = [];
  return {
    modelId,
    requests,
    async score(request) {
      request.signal?.throwIfAborted();
      requests.push(request);
      const levels = await Promise.all(
        request.passages.map(async (passage) => levelOf(passage, request.query)),
      );
      return levels.map(probabilitiesWithMean);
    },
  };
}

/** Spreads probability over two neighbouring levels, so that the expected level is the one given. */
function probabilitiesWithMean(level: number): LevelProbabilities {
  const lower = Math.min(6, Math.floor(level));
  const probabilities = [0, 0, 0, 0, 0, 0, 0];
  probabilities[lower - 1] = lower + 1 - level;
  probabilities[lower] = level - lower;
  return probabilities as unknown as LevelProbabilities;
}
