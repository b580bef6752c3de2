import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/**
 * Refuses what would be passed over in silence: a key that nobody reads.
 *
 * @param prefix the name that the keys stand under, `rerank.` for those of a call
 * @throws InvalidRequestError naming the key, and those that there are.
 */
export function requireKnownKeys(prefix: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const names = known.map((key) => `\`${key}\``).join(', ');
  throw new InvalidRequestError(`${prefix}${unknown}`, `is not known: there are ${names}`);
}
