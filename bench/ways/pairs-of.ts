import type { Window } from './fresh-windows.ts';

/** The pairs of all windows, one after the other. */
export const pairsOf = (windows: readonly Window[]): { query: string; passage: string }[] =>
  windows.flatMap(({ query, passages }) => passages.map((passage) => ({ query, passage })));
