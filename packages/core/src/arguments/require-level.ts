import { requireNumber } from './require-number.ts';

/** Checks a score on the model's scale. @throws InvalidRequestError naming the argument, unless it is a number from 1 to 7. */
export function requireLevel(argument: string, value: unknown): void {
  requireNumber(argument, value, { from: 1, to: 7 });
}
