import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/** Checks a number. @throws InvalidRequestError naming the argument, unless the value is 1, 2, 3 and so on. */
export function requirePositiveInteger(argument: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new InvalidRequestError(argument, 'must be a positive integer');
  }
}
