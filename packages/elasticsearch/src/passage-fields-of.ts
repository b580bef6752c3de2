import type { PassageSelector } from './passage-selector.ts';

/** The fields that a selector reads by path; none where it reads the hit in another way. */
export function passageFieldsOf<TDocument>(passage: PassageSelector<TDocument>): readonly string[] {
  if (typeof passage === 'string') return [passage];
  return Array.isArray(passage) ? (passage as readonly string[]) : [];
}
