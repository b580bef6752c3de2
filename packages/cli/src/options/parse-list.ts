import { InvalidArgumentError } from 'commander';

/** Reads values with commas between them. @throws InvalidArgumentError where one is empty. */
export function parseList(text: string): string[] {
  const values = text.split(',').map((value) => value.trim());
  if (values.includes('')) throw new InvalidArgumentError('It has an empty value.');
  return values;
}
