/**
 * Puts an expected score in [1, 7] on [0, 1], the range that every other rerank interface assumes.
 *
 * It is absolute: it depends on the one pair only, never on the other documents of the request.
 *
 * @example
 * ```ts
 * import { relevanceScore } from '@lb-rerank/core';
 *
 * console.log(relevanceScore(1), relevanceScore(5.5), relevanceScore(7)); // 0 0.75 1
 * ```
 */
export function relevanceScore(expectedScore: number): number {
  return (expectedScore - 1) / 6;
}
