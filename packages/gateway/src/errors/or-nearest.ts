import { closest, distance } from 'fastest-levenshtein';

/** The share of a text that may be spelt otherwise for another to be meant. */
const MOST_DIFFERENT = 0.4;
/** The longest text that another is looked for to. */
const LONGEST = 100;

/** Asks behind a message whether one of the known texts was meant; empty where none is near. */
export function orNearest(text: string, known: readonly string[]): string {
  if (known.length === 0 || text.length > LONGEST) return '';
  const found = closest(text, known);
  return distance(text, found) <= MOST_DIFFERENT * text.length ? `; did you mean ${found}?` : '';
}
