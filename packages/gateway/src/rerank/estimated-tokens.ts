import type { Question } from '../dialects/shared/question.ts';

/** What clients are told of usage: a quarter of the characters of all pairs, which nobody is billed for. */
export function estimatedTokens({ searches }: Question): number {
  const characters = searches
    .flatMap(({ query, documents }) => documents.map((document) => query.length + document.length))
    .reduce((sum, length) => sum + length, 0);
  return Math.ceil(characters / 4);
}
