import type { CollectionOptions } from '../lines/collection-options.ts';
import { type OnMalformed, throwMalformed } from '../lines/on-malformed.ts';
import { type Line, readLines } from '../lines/read-lines.ts';
import { MalformedFileError } from '../errors/malformed-file-error.ts';

/** One line of a TREC file, split at its blanks. */
export interface TrecLine extends Pick<Line, 'number' | 'bytes' | 'written'> {
  readonly columns: readonly string[];
}

/** The shape of a TREC file, and who is told where its lines differ from it. */
export interface TrecLinesOptions extends CollectionOptions {
  /** The names of its columns, in order. */
  readonly names: readonly string[];
  /** The number of the file's first bytes that are read. @default all */
  readonly bytes?: number | undefined;
  /** Hears of each line that is refused, which is then left out. @default it is thrown */
  readonly onMalformed?: OnMalformed | undefined;
}

/**
 * Reads the lines of a TREC file. As trec_eval does, it passes over lines that begin with `#` and words behind the last column; either
 * is told once, at the end, with the number of lines.
 *
 * @throws MalformedFileError naming file and line, where there are fewer columns than there should be.
 */
export async function* readTrecLines(
  path: string,
  { names, bytes, onNotice = () => {}, onMalformed = throwMalformed }: TrecLinesOptions,
): AsyncGenerator<TrecLine, void, undefined> {
  let remarks = 0;
  let longer = 0;
  for await (const { number, text, bytes: length, written } of readLines(path, bytes)) {
    if (text.startsWith('#')) {
      remarks += 1;
      continue;
    }
    const columns = text.trim().split(/\s+/);
    if (columns.length < names.length) {
      const problem = `has ${columns.length} columns and not ${names.length}: ${names.join(', ')}`;
      await onMalformed(new MalformedFileError({ path, line: number, problem }), written);
      continue;
    }
    if (columns.length > names.length) longer += 1;
    yield { number, columns, bytes: length, written };
  }
  if (remarks > 0) onNotice(`${path}: lines that begin with # are passed over (${remarks})`);
  if (longer > 0) {
    onNotice(`${path}: words behind column ${names.length} are passed over (on lines: ${longer})`);
  }
}
