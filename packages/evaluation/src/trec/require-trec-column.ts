import { InvalidRequestError } from '@lb-rerank/core';

/** Refuses what a file with blanks between its columns cannot hold. @throws InvalidRequestError where it has blanks or is empty. */
export function requireTrecColumn(argument: string, value: string): void {
  if (/^\S+$/.test(value)) return;
  const problem = `must be without blanks to go into a TREC file: "${value}"`;
  throw new InvalidRequestError(argument, problem);
}
