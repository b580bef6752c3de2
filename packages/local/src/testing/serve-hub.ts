import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The misbehaviour of the stand-in. */
export interface HubFaults {
  /** Breaks every connection that comes to this byte of the file. */
  readonly cutAtByte?: number;
  /** Tells this checksum instead of the right one; null for none. */
  readonly sha256?: string | null;
  /** Takes requests and never answers them. */
  readonly silent?: boolean;
  /** Answers every request with this status and nothing else. */
  readonly status?: number;
  /** The wait of each request for its answer. @default 0 */
  readonly answersAfterMs?: number;
}

/** A local server that stands in for the model hub. */
export interface ServedHub extends AsyncDisposable {
  /** The address that `HF_ENDPOINT` must name. */
  readonly url: string;
  /** Bytes of the file that went out; the downloader's first request, which it never reads, counts too. */
  bytesSent: number;
  /** Bytes asked for in ranges, which is how a download goes on where it stopped. */
  bytesAskedFor: number;
  /** The first byte of the file that any range began with. */
  firstByteAskedFor: number;
  faults: HubFaults;
}

const CHUNK_BYTES = 64 * 1024;

/** Serves one file as the hub does: a redirect with size and checksum in its headers, then a storage that knows ranges. */
export async function serveHub(file: Buffer, faults: HubFaults = {}): Promise<ServedHub> {
  const sha256 = createHash('sha256').update(file).digest('hex');
  const server = createServer((request, response) => {
    if (hub.faults.silent) return;
    setTimeout(answer, hub.faults.answersAfterMs ?? 0, request, response);
  });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { status } = hub.faults;
    if (status !== undefined) response.writeHead(status).end();
    else if (request.url?.startsWith('/storage/')) sendFile(request, response);
    else sendRedirect(response);
  }

  function sendRedirect(response: ServerResponse): void {
    const told = hub.faults.sha256 === undefined ? sha256 : hub.faults.sha256;
    response.writeHead(302, {
      location: `${hub.url}/storage/file.gguf`,
      'x-linked-size': file.length,
      ...(told !== null && { 'x-linked-etag': `"${told}"` }),
    });
    response.end();
  }

  function sendFile(request: IncomingMessage, response: ServerResponse): void {
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const start = Number(range?.[1] ?? 0);
    const end = Math.min(file.length, Number(range?.[2] ?? file.length - 1) + 1);
    response.writeHead(range === null ? 200 : 206, {
      'accept-ranges': 'bytes',
      'content-length': end - start,
      ...(range !== null && { 'content-range': `bytes ${start}-${end - 1}/${file.length}` }),
    });
    if (request.method === 'HEAD') return void response.end();
    if (range !== null) {
      hub.bytesAskedFor += end - start;
      hub.firstByteAskedFor = Math.min(hub.firstByteAskedFor, start);
    }
    send(response, start, end);
  }

  function send(response: ServerResponse, start: number, end: number): void {
    if (response.destroyed) return;
    if (start >= end) return void response.end();
    if (start >= (hub.faults.cutAtByte ?? Infinity)) return void response.destroy();
    const chunk = file.subarray(start, Math.min(end, start + CHUNK_BYTES));
    hub.bytesSent += chunk.length;
    response.write(chunk, () => setImmediate(send, response, start + chunk.length, end));
  }

  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const hub: ServedHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytesSent: 0,
    bytesAskedFor: 0,
    firstByteAskedFor: Infinity,
    faults,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
  return hub;
}
