import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { PassageTreatment } from '../scorer/passage-fit.ts';

const WAYS = Object.keys({
  truncate: true,
  chunks: true,
  refuse: true,
} satisfies Record<PassageTreatment, true>);

/**
 * Checks the name of a treatment of long passages.
 *
 * @param further what else there is to choose, for the error
 * @throws InvalidRequestError naming the treatments that there are.
 */
export function requireLongPassages(value: unknown, ...further: readonly string[]): void {
  if (value === undefined || WAYS.includes(value as string)) return;
  const names = [...WAYS.map((way) => `'${way}'`), ...further].join(', ');
  throw new InvalidRequestError('longPassages', `must be one of ${names}`);
}
