import type { PassageSelector } from './passage-selector.ts';

/** The fields that a selector reads by path; none where it reads the hit in another way. */
export function passageFieldsOf<TDocument>(passage: PassageSelector<TDocument>): readonly string[] {
  if (typeof passage === 'function') return [];
  if (typeof passage === 'string' || Array.isArray(passage)) return [passage].flat();
  return 'fields' in passage ? [passage.fields].flat() : [];
}
