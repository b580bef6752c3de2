import { rankedIds } from '../metrics/ranked-ids.ts';
import type { Run } from '../run.ts';
import { trecColumn } from './trec-column.ts';
import { writeLines } from './write-lines.ts';

/**
 * Writes a run as a TREC run file, best document first, packed where the name ends in `.gz`. Scores keep all their digits,
 * and ranks count from 1 in the order that trec_eval reads from the scores.
 *
 * @param name what the file calls the run; without blanks. @default 'lb-rerank'
 * @throws InvalidRequestError where an id or the name has blanks.
 */
export async function writeTrecRun(
  path: string,
  run: Run,
  name: string = 'lb-rerank',
): Promise<void> {
  await writeLines(path, linesOf(run, trecColumn('name', name)));
}

function* linesOf(run: Run, name: string): Generator<string, void, undefined> {
  for (const [queryId, scores] of run) {
    const query = trecColumn('query id', queryId);
    for (const [index, documentId] of rankedIds(scores).entries()) {
      const document = trecColumn('document id', documentId);
      yield `${query} Q0 ${document} ${index + 1} ${scores.get(documentId)} ${name}\n`;
    }
  }
}
