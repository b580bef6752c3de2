import { throwMalformed } from '../lines/on-malformed.ts';
import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { readTrecLines, type TrecLine, type TrecLinesOptions } from './read-trec-lines.ts';

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

/** The listeners of `readRunGroups`. */
export interface RunGroupsOptions extends Pick<TrecLinesOptions, 'onNotice' | 'onMalformed'> {
  /** Tells why a line cannot be used though it is a run's, such as for an unknown document; undefined where it can. @default all can */
  readonly problemOf?: ((entry: RunEntry) => string | undefined) | undefined;
}

/** The query and the document of a line. */
export interface RunEntry {
  readonly queryId: string;
  readonly documentId: string;
}

const NONE: RunGroup['scores'] = new Map();
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
  { onNotice, onMalformed = throwMalformed, problemOf }: RunGroupsOptions = {},
): AsyncGenerator<RunGroup, void, undefined> {
  let group:
    | { queryId: string; scores: Map<string, number>; line: number; bytes: number }
    | undefined;
  for await (const line of readTrecLines(path, { names: COLUMNS, bytes, onNotice, onMalformed })) {
    const entry = entryOf(line);
    const { queryId, documentId, score } = entry;
    const known = group?.queryId === queryId ? group.scores : NONE;
    const problem = problemIn(entry, known, problemOf);
    if (problem !== undefined) {
      const { number, written } = line;
      await onMalformed(new MalformedFileError({ path, line: number, problem }), written);
      continue;
    }
    if (group?.queryId !== queryId) {
      if (group !== undefined) yield group;
      group = { queryId, scores: new Map(), line: line.number, bytes: 0 };
    }
    group.scores.set(documentId, score);
    group.bytes += line.bytes;
  }
  if (group !== undefined) yield group;
}

function problemIn(
  entry: ScoredEntry,
  known: RunGroup['scores'],
  problemOf: RunGroupsOptions['problemOf'],
): string | undefined {
  const { queryId, documentId, score } = entry;
  if (Number.isNaN(score)) return 'has a score that is not a number';
  if (known.has(documentId)) return `has document ${documentId} of query ${queryId} again`;
  return problemOf?.(entry);
}

type ScoredEntry = RunEntry & { readonly score: number };

function entryOf({ columns }: TrecLine): ScoredEntry {
  const [queryId = '', , documentId = '', , score] = columns;
  return { queryId, documentId, score: Number(score) };
}
