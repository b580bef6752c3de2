import { rankedIds } from '../metrics/ranked-ids.ts';
import type { Run } from '../metrics/run.ts';
import { requireTrecColumn } from './require-trec-column.ts';
import { requireTrecIds } from './require-trec-ids.ts';
import { writeLines } from './write-lines.ts';

/**
 * Writes a run as a TREC run file, best document first, packed where the name ends in `.gz`. Scores keep all their digits,
 * and ranks count from 1 in the order that trec_eval reads from the scores.
 *
 * @param name what the file calls the run; without blanks. @default 'lb-rerank'
 * @throws InvalidRequestError where an id or the name has blanks.
 *
 * @example
 * ```ts
 * import { readTrecRun, writeTrecRun } from '@lb-rerank/evaluation';
 *
 * await writeTrecRun('reranked.run', new Map([['query-1', new Map([['apple', 6.5]])]]));
 * const run = await readTrecRun('reranked.run');
 * console.log(run.get('query-1')?.get('apple')); // 6.5
 * ```
 */
export async function writeTrecRun(
  path: string,
  run: Run,
  name: string = 'lb-rerank',
): Promise<void> {
  requireTrecColumn('name', name);
  requireTrecIds(run);
  await writeLines(path, linesOf(run, name));
}

function* linesOf(run: Run, name: string): Generator<string, void, undefined> {
  for (const [queryId, scores] of run) {
    for (const [index, documentId] of rankedIds(scores).entries()) {
      yield `${queryId} Q0 ${documentId} ${index + 1} ${scores.get(documentId)} ${name}\n`;
    }
  }
}
