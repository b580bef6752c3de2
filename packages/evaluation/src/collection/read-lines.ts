import { constants, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MalformedFileError } from '../errors/malformed-file-error.ts';

/** One line of a text file, without its line end. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** The length of the line in bytes, with its line end. */
  readonly bytes: number;
  /** True where the bytes are UTF-8, so that the text is all that they say. */
  readonly isUtf8: boolean;
}

const LINE_END = 0x0a;

/**
 * Reads the lines of a UTF-8 file that are not blank, one at a time, so that a file of any size fits; `.gz` is
 * unpacked on the way. The time it takes grows with the bytes, however long a line is.
 *
 * Not node:readline: it also splits at U+2028, which JSON allows inside a string, and swallows a broken stream.
 *
 * @param bytes how many of the file's first bytes are read. @default all
 * @throws MalformedFileError where a gzip file is broken off or a line is too long for a text; the file system's error where there is no such file.
 */
export async function* readLines(
  path: string,
  bytes: number = Infinity,
): AsyncGenerator<Line, void, undefined> {
  let number = 0;
  let parts: Buffer[] = [];
  for await (const chunk of chunksOf(path, bytes)) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_END); end !== -1; end = chunk.indexOf(LINE_END, start)) {
      parts.push(chunk.subarray(start, end + 1));
      start = end + 1;
      number += 1;
      const line = lineOf(parts, { path, number });
      parts = [];
      if (line !== undefined) yield line;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  const last = lineOf(parts, { path, number: number + 1 });
  if (last !== undefined) yield last;
}

function lineOf(
  parts: readonly Buffer[],
  { path, number }: { path: string; number: number },
): Line | undefined {
  const [only = Buffer.alloc(0), ...more] = parts;
  const raw = more.length === 0 ? only : Buffer.concat(parts);
  if (raw.length > constants.MAX_STRING_LENGTH) {
    const problem = `is longer than ${constants.MAX_STRING_LENGTH} bytes, the longest text of Node.js`;
    throw new MalformedFileError({ path, line: number, problem });
  }
  const text = withoutEnds(raw.toString(), number);
  if (!/\S/.test(text)) return undefined;
  return { number, text, bytes: raw.length, isUtf8: isUtf8(raw) };
}

async function* chunksOf(path: string, bytes: number): AsyncGenerator<Buffer, void, undefined> {
  const file = createReadStream(path, { end: bytes - 1 });
  const stream = path.endsWith('.gz') ? unpacked(file) : file;
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (cause) {
    if (!isGzipError(cause)) throw cause;
    throw new MalformedFileError({ path, problem: `cannot be unpacked: ${cause.message}`, cause });
  }
}

function unpacked(file: Readable): Readable {
  // Whoever reads the stream gets its error; pipeline only wants somebody to tell as well.
  return pipeline(file, createGunzip(), () => {});
}

function isGzipError(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_');
}

function withoutEnds(text: string, number: number): string {
  const start = number === 1 && text.startsWith('\uFEFF') ? 1 : 0;
  const withReturn = text.endsWith('\n') ? text.length - 1 : text.length;
  const end = text[withReturn - 1] === '\r' ? withReturn - 1 : withReturn;
  return text.slice(start, end);
}
