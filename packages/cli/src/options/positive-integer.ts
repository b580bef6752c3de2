import { InvalidArgumentError } from '@commander-js/extra-typings';
import { parseList } from './parse-list.ts';

/** Reads the value of a flag that counts something. @throws InvalidArgumentError when it is no whole number of 1 or more. */
export function positiveInteger(text: string): number {
  if (!/^[1-9]\d*$/.test(text.trim()))
    throw new InvalidArgumentError('It must be a whole number of 1 or more.');
  return Number(text);
}

/** Reads counts with commas between them. @throws InvalidArgumentError when one is no whole number of 1 or more. */
export function positiveIntegers(text: string): number[] {
  return parseList(text).map((value) => positiveInteger(value));
}
