const YES = ['1', 'true', 'yes', 'on'];
const NO = ['0', 'false', 'no', 'off'];

/**
 * Reads a variable of the environment that is a yes or a no, in any case; undefined where it is unset or empty.
 *
 * @throws {RangeError} for anything else, since a misread no would go unseen.
 */
export function saysYes(variable: string): boolean | undefined {
  const value = process.env[variable] ?? '';
  const word = value.trim().toLowerCase();
  if (word === '') return undefined;
  if (YES.includes(word)) return true;
  if (NO.includes(word)) return false;
  const choices = `yes (${YES.join(', ')}) or no (${NO.join(', ')})`;
  throw new RangeError(`${variable} must say ${choices}, not "${value}"`);
}
