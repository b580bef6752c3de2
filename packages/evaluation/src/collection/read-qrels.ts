import { MalformedFileError } from '../errors/malformed-file-error.ts';
import type { Qrels } from './qrels.ts';
import { addJudgement, isGrade } from './add-judgement.ts';
import type { CollectionOptions } from './collection-options.ts';
import { readLines } from './read-lines.ts';

/**
 * Reads the judgements of a BEIR `qrels/*.tsv`: query id, document id and grade between tabs, under a heading. Of a pair that is
 * judged twice the last grade counts.
 *
 * @throws MalformedFileError naming the file and line at fault.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { readQrels } from '@lb-rerank/evaluation';
 *
 * await writeFile('test.tsv', 'query-id\tcorpus-id\tscore\nquery-1\tapple\t1\n');
 * const qrels = await readQrels('test.tsv');
 * console.log(qrels.get('query-1')?.get('apple')); // 1
 * ```
 */
export async function readQrels(
  path: string,
  { onNotice = () => {} }: CollectionOptions = {},
): Promise<Qrels> {
  const qrels = new Map<string, Map<string, number>>();
  let repeated = 0;
  for await (const { number: line, text } of readLines(path)) {
    const [queryId, documentId, grade] = columnsIn(text, path, line);
    if (line === 1 && !isGrade(grade)) {
      if (queryId !== 'query-id')
        onNotice(`${path}:1 is read as a heading, though it is not that of BEIR`);
      continue;
    }
    if (qrels.get(queryId)?.delete(documentId) === true) repeated += 1;
    addJudgement(qrels, { path, line, queryId, documentId, grade });
  }
  // As BEIR's own loader does.
  if (repeated > 0)
    onNotice(`${path}: ${repeated} pairs are judged again, and the last grade counts`);
  return qrels;
}

function columnsIn(text: string, path: string, line: number): [string, string, string] {
  const [queryId, documentId, grade, ...more] = text.split('\t');
  if (!queryId || !documentId || grade === undefined || more.length > 0) {
    const problem = 'is not query id, document id and grade between tabs';
    throw new MalformedFileError({ path, line, problem });
  }
  return [queryId, documentId, grade.trim()];
}
