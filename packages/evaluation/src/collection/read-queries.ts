import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { readJsonLines } from './read-json-lines.ts';
import { stringField } from './string-field.ts';

/**
 * Reads query id -> text of a BEIR `queries.jsonl` or `queries.jsonl.gz`, in file order.
 *
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
export async function readQueries(path: string): Promise<Map<string, string>> {
  const queries = new Map<string, string>();
  for await (const row of readJsonLines(path)) {
    const id = stringField(row, '_id', path);
    if (queries.has(id)) {
      throw new MalformedFileError({ path, line: row.line, problem: `repeats the id ${id}` });
    }
    queries.set(id, stringField(row, 'text', path));
  }
  return queries;
}
