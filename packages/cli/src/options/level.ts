import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Reads the value of a flag that is an expected level. @throws InvalidArgumentError when it is no number from 1 to 7. */
export function level(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 1 && value <= 7))
    throw new InvalidArgumentError('It must be a number from 1 to 7.');
  return value;
}
