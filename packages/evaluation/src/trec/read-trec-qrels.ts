import { addJudgement } from '../collection/add-judgement.ts';
import { readLines } from '../collection/read-lines.ts';
import type { Qrels } from '../collection/qrels.ts';
import { columnsOf, isRemark } from './columns-of.ts';

/**
 * Reads the judgements of a TREC qrels file: query id, iteration (not used), document id and grade between blanks;
 * also as `.gz`.
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
export async function readTrecQrels(path: string): Promise<Qrels> {
  const qrels = new Map<string, Map<string, number>>();
  const expected = { path, count: 4, names: 'query id, iteration, document id, grade' };
  for await (const line of readLines(path)) {
    if (isRemark(line)) continue;
    const [queryId, , documentId, grade] = columnsOf(line, expected);
    addJudgement(qrels, {
      path,
      line: line.number,
      queryId: queryId!,
      documentId: documentId!,
      grade: grade!,
    });
  }
  return qrels;
}
