import type { Window } from './fresh-windows.ts';

/** Scores windows, in whatever way is measured. */
export type Way = (windows: readonly Window[]) => Promise<unknown>;
