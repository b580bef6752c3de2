import { readLines } from '../collection/read-lines.ts';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import type { Run } from '../run.ts';
import { columnsOf } from './columns-of.ts';

/**
 * A TREC run file: query id, `Q0`, document id, rank, score and the run's name between blanks; also as `.gz`. As for
 * trec_eval, only the score orders; the rank is not read.
 *
 * @throws MalformedFileError naming the file and line at fault.
 */
export async function readTrecRun(path: string): Promise<Run> {
  const run = new Map<string, Map<string, number>>();
  const expected = { path, count: 6, names: 'query id, Q0, document id, rank, score, name' };
  for await (const line of readLines(path)) {
    const columns = columnsOf(line, expected);
    const [queryId, documentId, score] = [columns[0]!, columns[2]!, Number(columns[4])];
    const scores = run.get(queryId) ?? new Map<string, number>();
    if (Number.isNaN(score)) {
      throw new MalformedFileError({
        path,
        line: line.number,
        problem: 'has a score that is not a number',
      });
    }
    if (scores.has(documentId)) {
      const problem = `has document ${documentId} of query ${queryId} again`;
      throw new MalformedFileError({ path, line: line.number, problem });
    }
    run.set(queryId, scores.set(documentId, score));
  }
  return run;
}
