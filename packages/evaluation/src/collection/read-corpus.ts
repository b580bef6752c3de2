import type { CorpusDocument } from './corpus-document.ts';
import { readJsonLines } from './read-json-lines.ts';
import { stringField } from './string-field.ts';

/**
 * Reads the documents of a BEIR `corpus.jsonl` or `corpus.jsonl.gz` (fields `_id`, `text`, and `title` where there
 * is one), one at a time: memory stays the same for any number of documents.
 *
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
export async function* readCorpus(path: string): AsyncGenerator<CorpusDocument, void, undefined> {
  for await (const row of readJsonLines(path)) {
    yield {
      id: stringField(row, '_id', path),
      title: row.fields['title'] == null ? '' : stringField(row, 'title', path),
      text: stringField(row, 'text', path),
    };
  }
}
