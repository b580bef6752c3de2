import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { endToEndHeaders, headerOf, type RawHeaders } from '../upstream/end-to-end-headers.ts';

const compressed = promisify(gzip);
/** The level that Elasticsearch itself compresses by. */
const LEVEL = 3;

/** An answer with a body that is there. */
export interface WholeReply {
  readonly statusCode: number;
  readonly headers: RawHeaders;
  readonly body: Buffer | string;
  /** Headers that are added. */
  readonly marks: RawHeaders;
}

/**
 * Writes an answer, compressed where the engine's own was.
 *
 * @param body bytes that are as the headers tell, or a text that is written as they tell
 */
export async function writeReply(
  response: ServerResponse,
  { statusCode, headers, body, marks }: WholeReply,
): Promise<void> {
  const encoding = headerOf(headers, 'content-encoding');
  const bytes = typeof body === 'string' ? await encoded(body, encoding) : body;
  if (response.destroyed) return;
  response.sendDate = false;
  const isChanged = typeof body === 'string' && encoding !== 'gzip';
  const own = endToEndHeaders(headers, [
    'content-length',
    ...(isChanged ? ['content-encoding'] : []),
  ]);
  response.writeHead(statusCode, [...own, 'content-length', String(bytes.length), ...marks]);
  response.end(bytes);
}

async function encoded(text: string, encoding: string | undefined): Promise<Buffer> {
  const bytes = Buffer.from(text);
  return encoding === 'gzip' ? compressed(bytes, { level: LEVEL }) : bytes;
}
