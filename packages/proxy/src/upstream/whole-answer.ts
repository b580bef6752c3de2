import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { headerOf, type RawHeaders } from './end-to-end-headers.ts';
import { AnswerTooLargeError } from './upstream-errors.ts';

/** An answer of the engine that was read to its end. */
export interface WholeAnswer {
  readonly statusCode: number;
  readonly headers: RawHeaders;
  /** The body as it came, which may be compressed. */
  readonly bytes: Buffer;
}

/** An answer of the engine, and its body as text. */
export interface AnsweredText {
  readonly answer: WholeAnswer;
  readonly text: string;
}

const DECODERS = {
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
};

/**
 * Decompresses a body.
 *
 * @param encoding the value of its `content-encoding`
 * @param maxBytes of the decompressed body; a larger value lets larger ones through
 * @returns undefined for an encoding, or several, that are not known here
 * @throws Error for what is not so encoded, or larger.
 */
export async function decoded(
  bytes: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer | undefined> {
  if (encoding === undefined || encoding === '' || encoding === 'identity') return bytes;
  const name = encoding.trim().toLowerCase();
  if (!Object.hasOwn(DECODERS, name)) return undefined;
  return DECODERS[name as keyof typeof DECODERS](bytes, { maxOutputLength: maxBytes });
}

/**
 * Reads the body of an answer.
 *
 * @throws AnswerTooLargeError as soon as it is known to be larger than `maxBytes`.
 */
export async function readAnswer(
  {
    statusCode,
    headers,
    body,
  }: { statusCode: number; headers: RawHeaders; body: AsyncIterable<Buffer> },
  maxBytes: number,
): Promise<WholeAnswer> {
  const told = Number(headerOf(headers, 'content-length') ?? 0);
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop ends the connection, so that the rest is not read.
  for await (const chunk of body) {
    length += chunk.length;
    if (Math.max(length, told) > maxBytes) throw new AnswerTooLargeError(maxBytes);
    chunks.push(chunk);
  }
  return { statusCode, headers, bytes: Buffer.concat(chunks, length) };
}
