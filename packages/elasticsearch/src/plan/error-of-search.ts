import { InvalidRequestError } from '@lb-rerank/core';

/** Gives an error that tells which of several searches it is that cannot be used; others as they are. */
export function errorOfSearch(n: number, error: unknown): unknown {
  return error instanceof InvalidRequestError
    ? new InvalidRequestError(`searches[${2 * n + 1}].${error.argument}`, error.problem)
    : error;
}
