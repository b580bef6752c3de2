import type { Question } from '../dialects/request/question.ts';

/**
 * Estimates the tokens of a question: a quarter of the characters of all pairs. Clients are told it as usage;
 * nobody is billed for it.
 */
export function estimatedTokens({ searches }: Question): number {
  const characters = searches
    .flatMap(({ query, documents }) => documents.map((document) => query.length + document.length))
    .reduce((sum, length) => sum + length, 0);
  return Math.ceil(characters / 4);
}
