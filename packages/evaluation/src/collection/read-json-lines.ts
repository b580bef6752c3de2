import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { readLines } from './read-lines.ts';

/** One object of a JSONL file and the line it stands on. */
export interface JsonLine {
  readonly line: number;
  /** The length of the line in bytes, with its line end. */
  readonly bytes: number;
  /** The object as it is written. */
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Reads the objects of a `.jsonl` or `.jsonl.gz` file, one at a time.
 *
 * @param bytes how many of the file's first bytes are read. @default all
 * @param options.isExact true refuses a line that is not UTF-8, whose text is not quite what the file holds: for lines that are
 *   written again. @default false
 * @param options.onMalformed hears of each line that is not a JSON object, which is then left out. @default it is thrown
 * @throws MalformedFileError where a line is not a JSON object.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { readJsonLines } from '@lb-rerank/evaluation';
 *
 * await writeFile('fruit.jsonl', '{"name":"apple"}\n');
 * for await (const { line, fields } of readJsonLines('fruit.jsonl')) {
 *   console.log(line, fields['name']); // 1 apple
 * }
 * ```
 */
export async function* readJsonLines(
  path: string,
  bytes?: number,
  {
    isExact = false,
    onMalformed,
  }: {
    readonly isExact?: boolean;
    readonly onMalformed?: ((error: MalformedFileError) => void) | undefined;
  } = {},
): AsyncGenerator<JsonLine, void, undefined> {
  for await (const { number: line, text, bytes: length, isUtf8 } of readLines(path, bytes)) {
    if (isExact && !isUtf8) throw new MalformedFileError({ path, line, problem: 'is not UTF-8' });
    let fields: Record<string, unknown>;
    try {
      fields = objectOf({ text, path, line });
    } catch (error) {
      if (onMalformed === undefined || !(error instanceof MalformedFileError)) throw error;
      onMalformed(error);
      continue;
    }
    yield { line, bytes: length, text, fields };
  }
}

function objectOf({
  text,
  path,
  line,
}: {
  text: string;
  path: string;
  line: number;
}): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // JSON.parse's own message quotes the line, which may hold a document's text.
    throw new MalformedFileError({ path, line, problem: 'is not valid JSON' });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedFileError({ path, line, problem: 'is not a JSON object' });
  }
  return value as Record<string, unknown>;
}
