import type { CorpusDocument } from './corpus-document.ts';
import { readJsonLines } from '../lines/read-json-lines.ts';
import { stringField } from './string-field.ts';
import type { TextFields } from './text-fields.ts';

/**
 * Reads the documents of a BEIR `corpus.jsonl` or `corpus.jsonl.gz` (fields `_id`, `text`, and `title` where there
 * is one), one at a time: memory stays the same for any number of documents.
 *
 * @param options.passageFields the fields that are a document's text instead, by dotted paths; its title is empty then.
 * @throws MalformedFileError naming the file and line at fault.
 *
 * @example
 * ```ts
 * import { readCorpus } from '@lb-rerank/evaluation';
 *
 * let count = 0;
 * for await (const { id } of readCorpus('scifact/corpus.jsonl.gz')) count += id === '' ? 0 : 1;
 * console.log(count); // 600
 * ```
 */
export async function* readCorpus(
  path: string,
  { passageFields }: Pick<TextFields, 'passageFields'> = {},
): AsyncGenerator<CorpusDocument, void, undefined> {
  for await (const row of readJsonLines(path)) {
    const id = stringField(row, '_id', path);
    if (passageFields !== undefined) {
      yield { id, title: '', text: stringField(row, passageFields, path) };
      continue;
    }
    yield {
      id,
      title: row.fields['title'] == null ? '' : stringField(row, 'title', path),
      text: stringField(row, 'text', path),
    };
  }
}
