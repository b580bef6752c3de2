import { hash } from 'node:crypto';

/** The two callers, each with a key of its own; no text of one holds the name of the other. */
export const TENANTS = ['north', 'south'] as const;

/** The name of a caller. */
export type Tenant = (typeof TENANTS)[number];

const WORDS =
  'apple river stone lamp winter glass paper cloud engine garden copper bridge forest candle harbour'.split(
    ' ',
  );
const LONG = 6_000;

/** Every 41st document has no text, and every 37th is longer than the model's context. */
const [BLANK, TOO_LONG] = [41, 37];

/** Matches the marks by which a text is known again, wherever it shows. */
export const MARK = /\[(?:north|south)-[qd]\d+\]/g;

/** Gives the text of a caller's query, which begins with its mark. */
export function queryText(tenant: Tenant, number: number): string {
  return `[${tenant}-q${number}] ${wordsOf(`${tenant}-q${number}`, 3)}`;
}

/** Gives the text of a caller's document, which begins with its mark; a blank one has none. */
export function documentText(tenant: Tenant, number: number): string {
  if (isBlank(number)) return ' ';
  const mark = `${tenant}-d${number}`;
  return `[${mark}] ${wordsOf(mark, number % TOO_LONG === TOO_LONG - 1 ? LONG : 5 + (number % 40))}`;
}

/** Tells whether a document has no text, and so no score. */
export function isBlank(number: number): boolean {
  return number % BLANK === BLANK - 1;
}

/** Chooses words by a name, the same each time. */
function wordsOf(name: string, count: number): string {
  const digits = Buffer.from(hash('sha256', name, 'hex'), 'hex');
  return Array.from({ length: count }, (_, n) => {
    const digit = digits[n % digits.length]! + n * (1 + (digits[0]! % 7));
    return WORDS[digit % WORDS.length]!;
  }).join(' ');
}
