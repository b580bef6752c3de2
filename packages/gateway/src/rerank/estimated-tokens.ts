import type { ReadSearch } from './read-passages.ts';

/**
 * Estimates the tokens of a question: a quarter of the characters of all pairs. Clients are told it as usage;
 * nobody is billed for it.
 */
export function estimatedTokens(searches: readonly ReadSearch[]): number {
  const characters = searches
    .flatMap(({ query, passages }) => passages.map((passage) => query.length + passage.length))
    .reduce((sum, length) => sum + length, 0);
  return Math.ceil(characters / 4);
}
