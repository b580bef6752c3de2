import { InvalidArgumentError } from 'commander';

/** Reads the price of an hour. @throws InvalidArgumentError where it is no number of 0 or more. */
export function parsePrice(text: string): number {
  const price = Number(text);
  if (text.trim() === '' || !(price >= 0 && price < Infinity)) {
    throw new InvalidArgumentError('It must be a number, 0 or more.');
  }
  return price;
}
