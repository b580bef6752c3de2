import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/** Checks a score on the model's scale. @throws InvalidRequestError naming the argument, unless it is a number from 1 to 7. */
export function requireLevel(argument: string, value: unknown): void {
  if (typeof value === 'number' && value >= 1 && value <= 7) return;
  throw new InvalidRequestError(argument, 'must be a number from 1 to 7');
}
