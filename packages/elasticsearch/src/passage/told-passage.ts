import { passageFieldsOf, type PassageSelector } from './passage-selector.ts';

/** Says in words what a selector reads of a hit, for messages. */
export function toldPassage<TDocument>(passage: PassageSelector<TDocument>): string {
  if (typeof passage === 'function') return 'a text by the passage function';
  if (typeof passage === 'object' && 'highlight' in passage) {
    return `highlighted fragments of the field ${passage.highlight}`;
  }
  if (typeof passage === 'object' && 'innerHits' in passage) {
    return `inner hits ${passage.innerHits} with the passage ${toldFields([passage.field].flat())}`;
  }
  return `the passage ${toldFields(passageFieldsOf(passage))}`;
}

function toldFields(fields: readonly string[]): string {
  return fields.length === 1 ? `field ${fields[0]}` : `fields ${fields.join(', ')}`;
}
