import type { Answer } from './answer.ts';

/** What clients are told of usage: a quarter of the characters read, which nobody is billed for. */
export function estimatedTokens({ rankings }: Answer, query = ''): number {
  const characters = rankings
    .flatMap(({ results }) => results)
    .reduce((sum, { document }) => sum + query.length + document.length, 0);
  return Math.ceil(characters / 4);
}
