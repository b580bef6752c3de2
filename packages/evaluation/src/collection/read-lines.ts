import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MalformedFileError } from '../errors/malformed-file-error.ts';

/** One line of a text file, without its line end. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * Reads the lines of a UTF-8 file that are not blank, one at a time, so that a file of any size fits; `.gz` is
 * unpacked on the way.
 *
 * Not node:readline: it also splits at U+2028, which JSON allows inside a string, and swallows a broken stream.
 *
 * @param bytes how many of the file's first bytes are read. @default all
 * @throws MalformedFileError where a gzip file is broken off; the file system's error where there is no such file.
 */
export async function* readLines(
  path: string,
  bytes: number = Infinity,
): AsyncGenerator<Line, void, undefined> {
  let number = 0;
  let rest = '';
  for await (const chunk of textOf(path, bytes)) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    for (const part of parts) {
      number += 1;
      if (part.trim() !== '') yield { number, text: withoutLineEnd(part, number) };
    }
  }
  if (rest.trim() !== '') yield { number: number + 1, text: withoutLineEnd(rest, number + 1) };
}

async function* textOf(path: string, bytes: number): AsyncGenerator<string, void, undefined> {
  const file = createReadStream(path, { end: bytes - 1 });
  const stream = path.endsWith('.gz') ? unpacked(file) : file;
  try {
    yield* stream.setEncoding('utf8') as AsyncIterable<string>;
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

function withoutLineEnd(text: string, number: number): string {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  return number === 1 && line.startsWith('\uFEFF') ? line.slice(1) : line;
}
