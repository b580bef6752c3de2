import type { Qrels } from '../qrels/qrels.ts';
import { requireTrecIds } from './require-trec-ids.ts';
import { writeLines } from './write-lines.ts';

/**
 * Writes judgements as a TREC qrels file, packed where the name ends in `.gz`.
 *
 * @throws InvalidRequestError where an id has blanks.
 *
 * @example
 * ```ts
 * import { readTrecQrels, writeTrecQrels } from '@lb-rerank/evaluation';
 *
 * await writeTrecQrels('judged.qrels', new Map([['query-1', new Map([['apple', 1]])]]));
 * const qrels = await readTrecQrels('judged.qrels');
 * console.log(qrels.get('query-1')?.get('apple')); // 1
 * ```
 */
export async function writeTrecQrels(path: string, qrels: Qrels): Promise<void> {
  requireTrecIds(qrels);
  await writeLines(path, linesOf(qrels));
}

function* linesOf(qrels: Qrels): Generator<string, void, undefined> {
  for (const [queryId, judgements] of qrels) {
    for (const [documentId, grade] of judgements) {
      yield `${queryId} 0 ${documentId} ${grade}\n`;
    }
  }
}
