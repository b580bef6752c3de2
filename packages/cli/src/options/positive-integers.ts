import { parseList } from './parse-list.ts';
import { positiveInteger } from './positive-integer.ts';

/** Reads counts with commas between them. @throws InvalidArgumentError when one is no whole number of 1 or more. */
export function positiveIntegers(text: string): number[] {
  return parseList(text).map((value) => positiveInteger(value));
}
