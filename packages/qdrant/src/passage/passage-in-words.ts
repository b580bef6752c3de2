import { listOfFields } from '@lb-rerank/core/adapter';
import type { PassageSelector } from './passage-selector.ts';

/** Says what is read of a point, for a summary's reason. */
export function passageInWords(passage: PassageSelector): string {
  if (typeof passage === 'function') return 'a text by the function `passage`';
  const keys = listOfFields(passage).map(({ field }) => field);
  return `the payload field${keys.length > 1 ? 's' : ''} ${keys.join(' or ')}`;
}
