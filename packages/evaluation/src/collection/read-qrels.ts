import { MalformedFileError } from '../errors/malformed-file-error.ts';
import type { Qrels } from './qrels.ts';
import { addJudgement, isGrade } from './add-judgement.ts';
import type { CollectionOptions } from './collection-options.ts';
import { readLines } from './read-lines.ts';

/**
 * Reads the judgements of a BEIR `qrels/*.tsv`: query id, document id and grade between tabs, under a heading, as BEIR's own loader
 * does: values may stand in quotation marks, any heading will do, further columns are passed over, and of a pair that is judged twice the last
 * grade counts; the last three are told. Other than there, a first line that is a judgement counts as one, which is told too.
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
  let isFirst = true;
  let repeated = 0;
  let longer = 0;
  for await (const { number: line, text } of readLines(path)) {
    const columns = text.split('\t').map(unquoted);
    const [queryId = '', documentId = '', written = ''] = columns;
    const grade = written.trim();
    const isJudgement = queryId !== '' && documentId !== '' && columns.length > 2;
    const isHeading = isFirst && !(isJudgement && isGrade(grade));
    if (isFirst) noticeHeading(onNotice, { path, line, isHeading, queryId });
    isFirst = false;
    if (isHeading) continue;
    if (!isJudgement) {
      const problem = 'is not query id, document id and grade between tabs';
      throw new MalformedFileError({ path, line, problem });
    }
    if (columns.length > 3) longer += 1;
    if (qrels.get(queryId)?.delete(documentId) === true) repeated += 1;
    addJudgement(qrels, { path, line, queryId, documentId, grade });
  }
  if (longer > 0) onNotice(`${path}: words behind column 3 are passed over (on lines: ${longer})`);
  if (repeated > 0)
    onNotice(`${path}: ${repeated} pairs are judged again, and the last grade counts`);
  return qrels;
}

interface FirstLine {
  readonly path: string;
  readonly line: number;
  readonly isHeading: boolean;
  readonly queryId: string;
}

function noticeHeading(
  onNotice: NonNullable<CollectionOptions['onNotice']>,
  { path, line, isHeading, queryId }: FirstLine,
): void {
  if (!isHeading) {
    onNotice(`${path}:${line} is read as a judgement, though BEIR has a heading there`);
  } else if (queryId !== 'query-id') {
    onNotice(`${path}:${line} is read as a heading, though it is not that of BEIR`);
  }
}

/** Reads a value of a table, which may stand in quotation marks. */
function unquoted(value: string): string {
  return /^".*"$/.test(value) ? value.slice(1, -1).replaceAll('""', '"') : value;
}
