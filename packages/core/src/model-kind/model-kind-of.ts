import { cardScore } from '../score/card-score.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { GOLDEN_PAIRS } from './golden-pairs.ts';
import type { ModelKind } from './model-kind.ts';

/** The largest difference from the stand-in's scores, in levels: 16-bit floats and 8-bit weights stay within it. */
const STAND_IN_TOLERANCE = 0.05;
/** The largest difference from the model card's scores, in levels, that 4-bit weights explain. */
const COARSE_TOLERANCE = 0.3;

/**
 * Tells which model gave these answers to {@link GOLDEN_PAIRS}.
 *
 * @param answers to the first of the pairs, or to more of them, in their order; with more it is surer that a model is not another one.
 *
 * @example
 * ```ts
 * import { createVllmScorer } from '@lb-rerank/core';
 * import { GOLDEN_PAIRS, modelKindOf } from '@lb-rerank/core/backend';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const { query, passage } = GOLDEN_PAIRS[0]!;
 * const answers = await scorer.score({ query, passages: [passage] });
 * console.log(modelKindOf(answers) === (await scorer.findModelKind?.())); // true
 * ```
 */
export function modelKindOf(answers: readonly LevelProbabilities[]): ModelKind {
  const scores = answers.map(cardScore);
  const isWithin = (tolerance: number, name: 'score' | 'standInScore') =>
    scores.every((score, pair) => Math.abs(score - GOLDEN_PAIRS[pair]![name]) <= tolerance);
  if (scores.length === 0) return 'other';
  if (isWithin(STAND_IN_TOLERANCE, 'standInScore')) return 'stand-in';
  return isWithin(COARSE_TOLERANCE, 'score') ? 'lb-reranker' : 'other';
}
