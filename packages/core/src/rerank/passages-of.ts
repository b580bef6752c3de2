import type { Candidate } from './candidate.ts';

/** Lists the texts of a candidate that the model reads: one, several or none; a blank one says nothing and is none. */
export function passagesOf({ passage }: Pick<Candidate<unknown>, 'passage'>): readonly string[] {
  const passages = typeof passage === 'string' ? [passage] : (passage ?? []);
  return passages.every(hasText) ? passages : passages.filter(hasText);
}

function hasText(passage: string): boolean {
  return /\S/.test(passage);
}
