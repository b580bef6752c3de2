import type { LevelProbabilities } from './level-probabilities.ts';

/**
 * Computes the score that the authors' published tables were made with: mean(p4..p7) - mean(p1..p4), in [-1/4, 1/4].
 *
 * Use it to compare with those tables only; it ranks close calls differently from `expectedScore`
 * (source: evaluation notebook of the model's authors).
 *
 * @example
 * ```ts
 * import { notebookScore } from '@lb-rerank/core';
 *
 * console.log(notebookScore([0, 0, 0, 0, 0, 0.5, 0.5])); // 0.25
 * ```
 */
export function notebookScore([p1, p2, p3, p4, p5, p6, p7]: LevelProbabilities): number {
  return (p4 + p5 + p6 + p7) / 4 - (p1 + p2 + p3 + p4) / 4;
}
