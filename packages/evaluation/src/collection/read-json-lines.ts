import { MalformedFileError } from '../errors/malformed-file-error.ts';
import { readLines } from './read-lines.ts';

/** One object of a JSONL file and the line it stands on. */
export interface JsonLine {
  readonly line: number;
  /** The length of the line in bytes, with its line end. */
  readonly bytes: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Reads the objects of a `.jsonl` or `.jsonl.gz` file, one at a time.
 *
 * @param bytes how many of the file's first bytes are read. @default all
 * @param options.keepsNumbers whether numbers that JavaScript would write otherwise, such as ids beyond 2^53, are kept as the text that
 *   they are, for lines that are written again. @default false
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
    keepsNumbers = false,
    onMalformed,
  }: {
    readonly keepsNumbers?: boolean;
    readonly onMalformed?: ((error: MalformedFileError) => void) | undefined;
  } = {},
): AsyncGenerator<JsonLine, void, undefined> {
  const parse = keepsNumbers ? parseKeepingNumbers : JSON.parse;
  for await (const { number: line, text } of readLines(path, bytes)) {
    let fields: Record<string, unknown>;
    try {
      fields = objectOf(parse, { text, path, line });
    } catch (error) {
      if (onMalformed === undefined || !(error instanceof MalformedFileError)) throw error;
      onMalformed(error);
      continue;
    }
    yield { line, bytes: Buffer.byteLength(text) + 1, fields };
  }
}

/** TypeScript's own declarations do not have these yet; Node.js has since version 21. */
const { parse: parseWithSource, rawJSON } = JSON as unknown as {
  parse: (
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ) => unknown;
  rawJSON: (text: string) => unknown;
};

/** Parses JSON so that numbers which JavaScript would write in another way stay the text that they were. */
function parseKeepingNumbers(text: string): unknown {
  return parseWithSource(text, (_, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source
      ? rawJSON(source)
      : value,
  );
}

function objectOf(
  parse: (text: string) => unknown,
  { text, path, line }: { text: string; path: string; line: number },
): Record<string, unknown> {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    // JSON.parse's own message quotes the line, which may hold a document's text.
    throw new MalformedFileError({ path, line, problem: 'is not valid JSON' });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedFileError({ path, line, problem: 'is not a JSON object' });
  }
  return value as Record<string, unknown>;
}
