import { termsOf } from './terms-of.ts';

/** The terms of a text, in all and of the query. */
export interface TermCounts {
  readonly length: number;
  /** Query term -> how often it occurs; without those that do not. */
  readonly ofQuery: ReadonlyMap<string, number>;
}

/** Counts a text's terms. */
export function countTerms(text: string, query: ReadonlySet<string>): TermCounts {
  const ofQuery = new Map<string, number>();
  let length = 0;
  for (const term of termsOf(text)) {
    length += 1;
    if (query.has(term)) ofQuery.set(term, (ofQuery.get(term) ?? 0) + 1);
  }
  return { length, ofQuery };
}

/** Adds up the counts of parts of a text. */
export function sumOfCounts(parts: readonly TermCounts[]): TermCounts {
  const ofQuery = new Map<string, number>();
  let length = 0;
  for (const part of parts) {
    length += part.length;
    for (const [term, count] of part.ofQuery) ofQuery.set(term, (ofQuery.get(term) ?? 0) + count);
  }
  return { length, ofQuery };
}
