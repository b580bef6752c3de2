import type { CollectionOptions } from '../lines/collection-options.ts';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import type { Run } from '../metrics/run.ts';
import { readRunGroups } from './read-run-groups.ts';

/**
 * Reads a TREC run file: query id, `Q0`, document id, rank, score and the run's name between blanks; also as `.gz`.
 * As for trec_eval, only the score orders; the rank is not read. Lines that begin with `#` and words behind the name are passed over, with
 * a notice.
 *
 * @throws MalformedFileError naming the file and line at fault.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { readTrecRun } from '@lb-rerank/evaluation';
 *
 * await writeFile('bm25.run', 'query-1 Q0 apple 1 12.5 bm25\n');
 * const run = await readTrecRun('bm25.run');
 * console.log(run.get('query-1')?.get('apple')); // 12.5
 * ```
 */
export async function readTrecRun(path: string, options: CollectionOptions = {}): Promise<Run> {
  const run = new Map<string, Map<string, number>>();
  for await (const { queryId, scores, line } of readRunGroups(path, undefined, options)) {
    const earlier = run.get(queryId) ?? new Map<string, number>();
    for (const [documentId, score] of scores) {
      if (earlier.has(documentId)) {
        const problem = `or a line below it has document ${documentId} of query ${queryId} again`;
        throw new MalformedFileError({ path, line, problem });
      }
      earlier.set(documentId, score);
    }
    run.set(queryId, earlier);
  }
  return run;
}
