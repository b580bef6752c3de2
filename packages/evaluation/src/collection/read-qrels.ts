import { nounOf } from '@lb-rerank/core/backend';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import type { Qrels } from '../qrels/qrels.ts';
import { addJudgement } from '../qrels/add-judgement.ts';
import { readTrecQrels } from '../trec/read-trec-qrels.ts';
import { isTrecQrels } from './is-trec-qrels.ts';
import { hasGrade, qrelsColumns, unquoted } from './qrels-columns.ts';
import type { CollectionOptions } from '../lines/collection-options.ts';
import { readLines } from '../lines/read-lines.ts';

/**
 * Reads the judgements of a BEIR `qrels/*.tsv`: query id, document id and grade between tabs, under a heading, as BEIR's own loader
 * does: values may stand in quotation marks, any heading will do, further columns are passed over, and of a pair that is judged twice the last
 * grade counts; the last three are told. Other than there, a first line with a grade counts as a judgement, which is told too.
 *
 * A file without a heading whose lines are those of TREC (query id, an integer or `Q0`, document id and grade, between tabs or blanks) is
 * read as {@link readTrecQrels} does, which is told; below a heading they are refused.
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
  if (await isTrecQrels(path)) {
    onNotice(`${path} is read as TREC's judgements: query id, iteration, document id and grade`);
    return readTrecQrels(path, { onNotice });
  }
  const qrels = new Map<string, Map<string, number>>();
  let isFirst = true;
  let repeated = 0;
  let longer = 0;
  for await (const { number: line, text } of readLines(path)) {
    const columns = text.split('\t').map(unquoted);
    const judgement = judgementIn(columns);
    const isHeading = isFirst && !hasGrade(qrelsColumns(text));
    if (isFirst) noticeHeading(onNotice, { place: `${path}:${line}`, isHeading, columns });
    isFirst = false;
    if (isHeading) continue;
    if (judgement === undefined) {
      const problem = 'is not query id, document id and grade between tabs';
      throw new MalformedFileError({ path, line, problem });
    }
    if (columns.length > 3) longer += 1;
    if (qrels.get(judgement.queryId)?.delete(judgement.documentId) === true) repeated += 1;
    addJudgement(qrels, { path, line, ...judgement });
  }
  noticeCount(
    onNotice,
    longer,
    `${path}: words behind column 3 are passed over (on lines: ${longer})`,
  );
  noticeCount(
    onNotice,
    repeated,
    `${path}: ${repeated} ${nounOf(repeated, 'pair is', 'pairs are')} judged again, and the last grade counts`,
  );
  return qrels;
}

type Listener = NonNullable<CollectionOptions['onNotice']>;

interface FirstLine {
  readonly place: string;
  readonly isHeading: boolean;
  readonly columns: readonly string[];
}

function noticeHeading(onNotice: Listener, { place, isHeading, columns }: FirstLine): void {
  if (!isHeading) {
    onNotice(`${place} is read as a judgement, though BEIR has a heading there`);
  } else if (columns[0] !== 'query-id') {
    onNotice(`${place} is read as a heading, though it is not that of BEIR`);
  }
}

function noticeCount(onNotice: Listener, count: number, notice: string): void {
  if (count > 0) onNotice(notice);
}

function judgementIn([queryId = '', documentId = '', grade]: readonly string[]) {
  const isWhole = queryId !== '' && documentId !== '' && grade !== undefined;
  return isWhole ? { queryId, documentId, grade: grade.trim() } : undefined;
}
