/**
 * Puts an expected score in [1, 7] on [0, 1], the range that every other rerank interface assumes.
 *
 * It is absolute: it depends on the one pair only, never on the other documents of the request.
 */
export function relevanceScore(expectedScore: number): number {
  return (expectedScore - 1) / 6;
}
