import { InvalidRequestError } from '@lb-rerank/core';

/** A value that a file with blanks between its columns can hold. @throws InvalidRequestError where it has blanks or is empty. */
export function trecColumn(argument: string, value: string): string {
  if (!/^\S+$/.test(value)) {
    throw new InvalidRequestError(
      argument,
      `must be without blanks to go into a TREC file: "${value}"`,
    );
  }
  return value;
}
