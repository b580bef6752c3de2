import { closest, distance } from 'fastest-levenshtein';

/** The share of a name that may be spelt otherwise for another to be meant. */
const MOST_DIFFERENT = 0.4;

/**
 * Finds the name that was probably meant, whatever way its words are joined; undefined where none is near, or none is known. Letters
 * in another order are always near, since in a short name they are most of it: `prot` for `port`.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  // The library gives undefined for an empty list, against its types.
  if (known.length === 0) return undefined;
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '');
  const byPlain = new Map(known.map((one) => [plain(one), one]));
  const sorted = (text: string) => Array.from(plain(text)).toSorted().join('');
  const swapped = known.find((one) => sorted(one) === sorted(name));
  if (swapped !== undefined) return swapped;
  const found = closest(plain(name), [...byPlain.keys()]);
  const isNear = distance(plain(name), found) <= MOST_DIFFERENT * plain(name).length;
  return isNear ? byPlain.get(found) : undefined;
}

/** Asks whether a near name was meant, behind a message; empty where none is near. */
export function orNearest(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
