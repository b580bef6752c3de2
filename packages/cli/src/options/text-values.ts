import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Reads the value of a flag or an argument. @throws InvalidArgumentError where it is blank, as that of a shell's variable that is not set. */
export function notBlank(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

/** Reads a value that may be blank, such as the text before a query. */
export function asItStands(text: string): string {
  return text;
}
