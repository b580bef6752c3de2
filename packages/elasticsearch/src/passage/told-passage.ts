import { listOfFields, type PassageField } from '@lb-rerank/core/adapter';
import { isWith, passageFieldsOf, type PassageSelector } from './passage-selector.ts';

/** Says in words what a selector reads of a hit, for messages. */
export function toldPassage<TDocument>(passage: PassageSelector<TDocument>): string {
  if (typeof passage === 'function') return 'a text by the passage function';
  if (isWith('highlight', passage)) {
    return `highlighted fragments of the field ${passage.highlight}`;
  }
  if (isWith('innerHits', passage)) {
    return `inner hits ${passage.innerHits} with the passage ${toldFields(listOfFields(passage.field))}`;
  }
  return `the passage ${toldFields(passageFieldsOf(passage))}`;
}

function toldFields(fields: readonly PassageField[]): string {
  const names = fields.map(({ field }) => field).join(', ');
  return fields.length === 1 ? `field ${names}` : `fields ${names}`;
}
