import type { CollectionOptions } from '../collection/collection-options.ts';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { readTrecLines, type TrecLine } from './read-trec-lines.ts';

/** Lines of a run file under each other that are of one query. */
export interface RunGroup {
  readonly queryId: string;
  /** Document id -> score. */
  readonly scores: ReadonlyMap<string, number>;
  /** The first of the lines, from 1. */
  readonly line: number;
  /** The length of the lines in bytes, with their line ends. */
  readonly bytes: number;
}

const COLUMNS = ['query id', 'Q0', 'document id', 'rank', 'score', 'name'];

/**
 * Reads a TREC run file query by query, so that a file of any size fits; also as `.gz`. Lines that begin with `#` and words behind the
 * name are passed over, with a notice at the end.
 *
 * @param bytes how many of the file's first bytes are read. @default all
 * @throws MalformedFileError naming the file and line at fault.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { readRunGroups } from '@lb-rerank/evaluation';
 *
 * await writeFile('grouped.run', 'query-1 Q0 apple 1 12.5 bm25\n');
 * for await (const { queryId, scores } of readRunGroups('grouped.run')) {
 *   console.log(queryId, scores.get('apple')); // query-1 12.5
 * }
 * ```
 */
export async function* readRunGroups(
  path: string,
  bytes?: number,
  { onNotice }: CollectionOptions = {},
): AsyncGenerator<RunGroup, void, undefined> {
  let group:
    | { queryId: string; scores: Map<string, number>; line: number; bytes: number }
    | undefined;
  for await (const line of readTrecLines(path, { names: COLUMNS, bytes, onNotice })) {
    const { queryId, documentId, score } = entryOf(line, path);
    if (group?.queryId !== queryId) {
      if (group !== undefined) yield group;
      group = { queryId, scores: new Map(), line: line.number, bytes: 0 };
    }
    if (group.scores.has(documentId)) {
      const problem = `has document ${documentId} of query ${queryId} again`;
      throw new MalformedFileError({ path, line: line.number, problem });
    }
    group.scores.set(documentId, score);
    group.bytes += line.bytes;
  }
  if (group !== undefined) yield group;
}

function entryOf({ number, columns }: TrecLine, path: string) {
  const [queryId = '', , documentId = '', , text] = columns;
  const score = Number(text);
  if (Number.isNaN(score)) {
    const problem = 'has a score that is not a number';
    throw new MalformedFileError({ path, line: number, problem });
  }
  return { queryId, documentId, score };
}
