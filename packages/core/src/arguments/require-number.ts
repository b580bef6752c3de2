import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/** The least and the most that a number may be. */
export interface NumberRange {
  readonly from: number;
  /** @default Infinity */
  readonly to?: number | undefined;
}

/**
 * Checks a number, whole or not. What is no number, as what `Number()` makes of a variable that is not set, would switch a limit off
 * in silence.
 *
 * @throws InvalidRequestError naming the argument, unless the value is in the range, both ends included.
 *
 * @example
 * ```ts
 * import { requireNumber } from '@lb-rerank/core/backend';
 *
 * try {
 *   requireNumber('minMass', Number('half'), { from: 0, to: 1 });
 * } catch (error) {
 *   console.log((error as Error).message); // minMass must be a number from 0 to 1
 * }
 * ```
 */
export function requireNumber(
  argument: string,
  value: unknown,
  { from, to = Infinity }: NumberRange,
): void {
  if (typeof value === 'number' && value >= from && value <= to) return;
  const range = to === Infinity ? `of ${from} or more` : `from ${from} to ${to}`;
  throw new InvalidRequestError(argument, `must be a number ${range}`);
}
