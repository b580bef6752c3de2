import { watchFields } from '../warnings/unread-fields.ts';
import { whenAll } from '../../time/when-all.ts';

/** The formats in which the text of a field may stand. */
export const PASSAGE_FORMATS = ['text', 'html'] as const;

/** A field that holds a part of a hit's text, and how that is read. */
export interface PassageField {
  /** Its name, or path, as the adapter's passage selector writes it. */
  readonly field: string;
  /**
   * The format of its texts. Of `html` the text of the page is read, or of the part of a page: without scripts, what is hidden and what
   * stands around the contents; see `textOfHtml` of `@lb-rerank/core/html`. @default 'text', which is read as it stands
   */
  readonly format?: (typeof PASSAGE_FORMATS)[number] | undefined;
  /** The words before its text, as in `Title: …`; not blank. @default none */
  readonly label?: string | undefined;
}

/** The fields that hold a hit's text, in the order in which they are read. */
export type PassageFields = string | PassageField | readonly (string | PassageField)[];

/**
 * Lists fields in their full form.
 *
 * @example
 * ```ts
 * import { listOfFields } from '@lb-rerank/core/adapter';
 *
 * const fields = listOfFields(['title', { field: 'body', format: 'html' }]);
 * console.log(fields.map(({ field, format = 'text' }) => `${field} ${format}`).join()); // title text,body html
 * ```
 */
export function listOfFields(fields: PassageFields): readonly PassageField[] {
  return [fields].flat().map((field) => (typeof field === 'string' ? { field } : field));
}

/** The texts that were found in a field. */
export interface FieldTexts {
  readonly field: PassageField;
  readonly texts: readonly string[];
}

/**
 * Reads the texts of fields in their formats: at once where all stand as they are read, else in turns with other work of the process.
 *
 * @param found the texts of each field
 * @param join makes the passage of the texts that are left, of fields that have any
 *
 * @example
 * ```ts
 * import { labelled, listOfFields, readFields } from '@lb-rerank/core/adapter';
 *
 * const hit: Record<string, string> = { title: 'Apples', body: '<p>Malus<script>track()</script>' };
 * const fields = listOfFields([{ field: 'title', label: 'Title' }, { field: 'body', format: 'html' }]);
 * const passage = await readFields(
 *   fields.map((field) => ({ field, texts: [hit[field.field]].filter((text) => text !== undefined) })),
 *   (read) => read.map(({ field, texts }) => labelled(field, texts.join(' '))).join(' / '),
 * );
 * console.log(passage); // Title: Apples / Malus
 * ```
 */
export function readFields<Result>(
  found: readonly FieldTexts[],
  join: (found: readonly FieldTexts[]) => Result,
): Result | Promise<Result> {
  watchFields(found);
  return whenAll(found.map(readField), (read) =>
    join(read.filter(({ texts }) => texts.length > 0)),
  );
}

/**
 * Puts a field's label before a text of it.
 *
 * @example
 * ```ts
 * import { labelled } from '@lb-rerank/core/adapter';
 *
 * console.log(labelled({ field: 'title', label: 'Title' }, 'Apples')); // Title: Apples
 * ```
 */
export function labelled({ label }: PassageField, text: string): string {
  return label === undefined ? text : `${label}: ${text}`;
}

function readField({ field, texts }: FieldTexts): FieldTexts | Promise<FieldTexts> {
  return field.format === 'html' && texts.length > 0 ? readHtml(field, texts) : { field, texts };
}

async function readHtml(field: PassageField, texts: readonly string[]): Promise<FieldTexts> {
  // Who reads no HTML loads no parser.
  const { textsOfHtml } = await import('../../html/text-of-html.ts');
  const read = await textsOfHtml(texts);
  return { field, texts: read.filter((text) => text.trim() !== '') };
}
