import type { Search } from './fresh-searches.ts';

/** The pairs of all searches, one after the other. */
export const pairsOf = (searches: readonly Search[]): { query: string; passage: string }[] =>
  searches.flatMap(({ query, passages }) => passages.map((passage) => ({ query, passage })));
