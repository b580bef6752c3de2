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
  /** The line to the byte, with a carriage return at its end if there is one and no byte order mark; bytes where it is not UTF-8. */
  readonly written: string | Uint8Array;
}

const LINE_END = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';
const MARK_BYTES = Buffer.from(BYTE_ORDER_MARK);

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
  function* linesOf(): Generator<Line, void, undefined> {
    const raw = Buffer.concat(parts);
    if (raw.length > constants.MAX_STRING_LENGTH) {
      const problem = `is longer than ${constants.MAX_STRING_LENGTH} bytes, the longest text of Node.js`;
      throw new MalformedFileError({ path, line: number + 1, problem });
    }
    for (const piece of piecesOf(raw)) {
      number += 1;
      if (!/\S/.test(piece.text)) continue;
      const written = number === 1 ? withoutMark(piece.written) : piece.written;
      yield { ...piece, number, text: withoutEnds(piece.text, number), written };
    }
  }
  for await (const chunk of chunksOf(path, bytes)) {
    // A line that goes on is put together once, at its end.
    const end = chunk.lastIndexOf(LINE_END);
    if (end !== -1) {
      parts.push(chunk.subarray(0, end));
      yield* linesOf();
      parts = [];
    }
    parts.push(chunk.subarray(end + 1));
  }
  yield* linesOf();
}

/** Splits bytes at their line ends; all at once where they are UTF-8, which is faster. */
function* piecesOf(raw: Buffer): Generator<Omit<Line, 'number'>, void, undefined> {
  if (isUtf8(raw)) {
    for (const text of raw.toString().split('\n')) {
      yield { text, bytes: Buffer.byteLength(text) + 1, isUtf8: true, written: text };
    }
    return;
  }
  for (const piece of raw.toString('latin1').split('\n')) {
    const line = Buffer.from(piece, 'latin1');
    const text = line.toString();
    const isSound = isUtf8(line);
    yield { text, bytes: line.length + 1, isUtf8: isSound, written: isSound ? text : line };
  }
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
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  return number === 1 ? (withoutMark(line) as string) : line;
}

/** Leaves out a byte order mark, which is the file's and not the line's. */
function withoutMark(line: string | Uint8Array): string | Uint8Array {
  if (typeof line === 'string') return line.startsWith(BYTE_ORDER_MARK) ? line.slice(1) : line;
  const isMarked = MARK_BYTES.equals(line.subarray(0, MARK_BYTES.length));
  return isMarked ? line.subarray(MARK_BYTES.length) : line;
}
