import { addJudgement } from '../qrels/add-judgement.ts';
import type { CollectionOptions } from '../lines/collection-options.ts';
import type { Qrels } from '../qrels/qrels.ts';
import { readTrecLines } from './read-trec-lines.ts';

const COLUMNS = ['query id', 'iteration', 'document id', 'grade'];

/**
 * Reads the judgements of a TREC qrels file: query id, iteration (not used), document id and grade between blanks;
 * also as `.gz`. Lines that begin with `#` and words behind the grade are passed over, with a notice.
 *
 * @throws MalformedFileError naming the file and line at fault.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { readTrecQrels } from '@lb-rerank/evaluation';
 *
 * await writeFile('fruit.qrels', 'query-1 0 apple 1\n');
 * const qrels = await readTrecQrels('fruit.qrels');
 * console.log(qrels.get('query-1')?.get('apple')); // 1
 * ```
 */
export async function readTrecQrels(
  path: string,
  { onNotice }: CollectionOptions = {},
): Promise<Qrels> {
  const qrels = new Map<string, Map<string, number>>();
  for await (const { number: line, columns } of readTrecLines(path, { names: COLUMNS, onNotice })) {
    const [queryId = '', , documentId = '', grade = ''] = columns;
    addJudgement(qrels, { path, line, queryId, documentId, grade });
  }
  return qrels;
}
