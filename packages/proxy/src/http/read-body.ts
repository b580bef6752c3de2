import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';

/** The body of a request: all of it, or, where it is beyond a limit, a stream of what was read and what is still to come. */
export type RequestBody =
  | { readonly whole: Buffer; readonly rest?: undefined }
  | { readonly whole?: undefined; readonly rest: Readable };

/** Reads the body of a request, unless it is larger than `maxBytes`; a larger value reads more of it into memory. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return { rest: request };
  const chunks: Buffer[] = [];
  let length = 0;
  const arriving = request.iterator({ destroyOnReturn: false });
  for await (const chunk of arriving as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) break;
  }
  if (length <= maxBytes) return { whole: Buffer.concat(chunks, length) };
  const rest = new PassThrough();
  for (const chunk of chunks) rest.write(chunk);
  return { rest: request.pipe(rest) };
}
