import type { Schemas } from '@qdrant/js-client-rest';
import type { PassageSelector } from './passage-selector.ts';

/** The passage of one point, or null where it has none. */
export function passageOf(point: Schemas['ScoredPoint'], passage: PassageSelector): string | null {
  if (typeof passage === 'function') return passage(point) ?? null;
  const text = point.payload?.[passage];
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}
