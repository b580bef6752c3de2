import type { Search } from './fresh-searches.ts';

/** Scores searches, in whatever way is measured. */
export type Way = (searches: readonly Search[]) => Promise<unknown>;
