import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { readJsonLines } from '../lines/read-json-lines.ts';
import { stringField } from './string-field.ts';
import type { TextFields } from './text-fields.ts';

/**
 * Reads query id -> text of a BEIR `queries.jsonl` or `queries.jsonl.gz`, in file order.
 *
 * @param options.queryField the field of the text, by dotted path. @default 'text'
 * @throws MalformedFileError naming the file and line at fault, also where an id comes twice.
 *
 * @example
 * ```ts
 * import { readQueries } from '@lb-rerank/evaluation';
 *
 * const queries = await readQueries('scifact/queries.jsonl');
 * console.log(queries.size); // 40
 * ```
 */
export async function readQueries(
  path: string,
  { queryField = 'text' }: Pick<TextFields, 'queryField'> = {},
): Promise<Map<string, string>> {
  const queries = new Map<string, string>();
  for await (const row of readJsonLines(path)) {
    const id = stringField(row, '_id', path);
    if (queries.has(id)) {
      throw new MalformedFileError({ path, line: row.line, problem: `repeats the id ${id}` });
    }
    queries.set(id, stringField(row, queryField, path));
  }
  return queries;
}
