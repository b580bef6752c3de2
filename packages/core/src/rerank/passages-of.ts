import type { Candidate } from './candidate.ts';

/** What of a candidate the model reads: one text, several or none. */
export function passagesOf({ passage }: Candidate<unknown>): readonly string[] {
  return typeof passage === 'string' ? [passage] : (passage ?? []);
}
