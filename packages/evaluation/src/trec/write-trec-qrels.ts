import type { Qrels } from '../qrels.ts';
import { trecColumn } from './trec-column.ts';
import { writeLines } from './write-lines.ts';

/**
 * Writes judgements as a TREC qrels file, packed where the name ends in `.gz`.
 *
 * @throws InvalidRequestError where an id has blanks.
 */
export async function writeTrecQrels(path: string, qrels: Qrels): Promise<void> {
  await writeLines(path, linesOf(qrels));
}

function* linesOf(qrels: Qrels): Generator<string, void, undefined> {
  for (const [queryId, judgements] of qrels) {
    const query = trecColumn('query id', queryId);
    for (const [documentId, grade] of judgements) {
      yield `${query} 0 ${trecColumn('document id', documentId)} ${grade}\n`;
    }
  }
}
