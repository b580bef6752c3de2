import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/**
 * Refuses what would be passed over in silence: a key that nobody reads.
 *
 * @param prefix the name that the keys stand under, `rerank.` for those of a call
 * @throws InvalidRequestError naming the key, and those that there are; also for what is no object.
 */
export function requireKnownKeys(prefix: string, given: object, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null) {
    const argument = prefix.slice(0, -1) || 'options';
    throw new InvalidRequestError(argument, `must be an object with some of ${listed(known)}`);
  }
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new InvalidRequestError(`${prefix}${unknown}`, `is not known: there are ${listed(known)}`);
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
