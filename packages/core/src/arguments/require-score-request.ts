import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { ScoreRequest } from '../scorer/scorer.ts';

/** Checks what a scorer is asked that was made by hand. @throws InvalidRequestError naming the argument at fault. */
export function requireScoreRequest({ query, passages }: ScoreRequest): void {
  if (typeof query !== 'string') throw new InvalidRequestError('query', 'must be a string');
  if (!Array.isArray(passages)) {
    throw new InvalidRequestError('passages', 'must be an array of strings');
  }
  const position = passages.findIndex((passage) => typeof passage !== 'string');
  if (position === -1) return;
  throw new InvalidRequestError(`passages[${position}]`, 'must be a string');
}
