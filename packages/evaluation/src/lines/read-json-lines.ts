import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { type OnMalformed, throwMalformed } from './on-malformed.ts';
import { type Line, readLines } from './read-lines.ts';

/** One object of a JSONL file and the line it stands on. */
export interface JsonLine extends Pick<Line, 'written'> {
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
 * @param options.onMalformed hears of each line that is refused, which is then left out. @default it is thrown
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
    onMalformed = throwMalformed,
  }: { readonly isExact?: boolean; readonly onMalformed?: OnMalformed | undefined } = {},
): AsyncGenerator<JsonLine, void, undefined> {
  for await (const { number: line, text, bytes: length, isUtf8, written } of readLines(
    path,
    bytes,
  )) {
    const fields = isExact && !isUtf8 ? 'is not UTF-8' : objectIn(text);
    if (typeof fields === 'string') {
      await onMalformed(new MalformedFileError({ path, line, problem: fields }), written);
    } else yield { line, bytes: length, text, fields, written };
  }
}

/** Reads an object, or gives the reason why there is none. */
function objectIn(text: string): Record<string, unknown> | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // JSON.parse's own message quotes the line, which may hold a document's text.
    return 'is not valid JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'is not a JSON object';
  }
  return value as Record<string, unknown>;
}
