import type { Candidate } from '../../rerank/candidate.ts';
import { labelled, listOfFields, type PassageFields, readFields } from './passage-field.ts';

/** The text of one hit that the model reads: one, several of which the best counts, or null for none. */
export type Passage = Candidate<unknown>['passage'];

/** The fields that hold a hit's text, or a function that reads it. */
export type FieldsOrFunction<THit> =
  | PassageFields
  | ((hit: THit) => string | readonly string[] | null | undefined);

/**
 * Makes what reads the passage of a hit: by the selector's own function, or of its fields, in their formats and behind their labels. Several
 * fields, and several texts of one, are joined by line breaks; null stands for none. It reads at once, but for HTML.
 *
 * @param textsIn gives the texts that a hit holds in a field; blank ones do not count
 *
 * @example
 * ```ts
 * import { passageReaderOf } from '@lb-rerank/core/adapter';
 *
 * const fields = [{ field: 'title', label: 'Title' }, { field: 'body', format: 'html' }] as const;
 * const read = passageReaderOf(fields, (hit: Record<string, string>, name) => [hit[name] ?? '']);
 * const passage = await read({ title: 'Apples', body: '<p>Malus<script>track()</script>' });
 * console.log(JSON.stringify(passage)); // "Title: Apples\nMalus"
 * ```
 */
export function passageReaderOf<THit>(
  selector: FieldsOrFunction<THit>,
  textsIn: (hit: THit, name: string) => readonly string[],
): (hit: THit) => Passage | Promise<Passage> {
  if (typeof selector === 'function') return (hit) => selector(hit) ?? null;
  const fields = listOfFields(selector);
  return (hit) => {
    const found = fields.map((field) => ({
      field,
      texts: textsIn(hit, field.field).filter((text) => text.trim() !== ''),
    }));
    return readFields(found, (read) => {
      const texts = read.map(({ field, texts: own }) => labelled(field, own.join('\n')));
      return texts.length === 0 ? null : texts.join('\n');
    });
  };
}
