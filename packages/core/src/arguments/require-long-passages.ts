import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { PassageFit } from '../scorer/passage-fit.ts';

const WAYS = Object.keys({
  truncate: true,
  chunks: true,
  refuse: true,
} satisfies Record<NonNullable<PassageFit['longPassages']>, true>);

/** Checks the name of a treatment of long passages. @throws InvalidRequestError naming the treatments that there are. */
export function requireLongPassages(value: unknown): void {
  if (value === undefined || WAYS.includes(value as string)) return;
  const names = WAYS.map((way) => `'${way}'`).join(', ');
  throw new InvalidRequestError('longPassages', `must be one of ${names}`);
}
