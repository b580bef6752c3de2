import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { readLines } from '../lines/read-lines.ts';
import { hasGrade, isNumber, qrelsColumns } from './qrels-columns.ts';

/**
 * Tells whether a file of judgements is TREC's and not BEIR's: it has no heading, four columns or more, and in the second an integer or
 * `Q0` on every line, which is the iteration.
 *
 * @throws MalformedFileError where such lines with 0 or `Q0` stand below a heading, which is neither format.
 */
export async function isTrecQrels(path: string): Promise<boolean> {
  let heading: number | undefined;
  let isFirst = true;
  let isWhole = false;
  for await (const { number, text } of readLines(path)) {
    if (text.startsWith('#')) continue;
    const columns = qrelsColumns(text);
    if (isFirst && !hasGrade(columns)) {
      heading = number;
    } else {
      // Below a heading another integer is the id of a document, before columns that BEIR does not have.
      const iteration = heading === undefined ? /^(?:[+-]?\d+|Q0)$/i : /^(?:0|Q0)$/i;
      if (!iteration.test(columns[1] ?? '')) return false;
      if (!isWhole && !isNumber(columns[3])) return false;
      isWhole = true;
    }
    isFirst = false;
  }
  if (!isWhole || heading === undefined) return isWhole;
  const problem =
    'is a heading, as BEIR has it, but below it stand query id, iteration, document id and grade, as TREC has them: take the heading away, or the column of the iteration';
  throw new MalformedFileError({ path, line: heading, problem });
}
