import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { startProxy } from '../../load/start-proxy.ts';

const MEBIBYTE = 2 ** 20;
const SIZE = 200 * MEBIBYTE;
/** The most that the process may grow by while 200 MiB pass through it, each way. */
const MOST_GROWTH = 80 * MEBIBYTE;
const PIECE = randomBytes(MEBIBYTE / 4);

/** The largest part of 200 MiB that is sent or read in one go is a quarter of one. */
function* pieces(): Generator<Buffer> {
  for (let sent = 0; sent < SIZE; sent += PIECE.length) yield PIECE;
}

async function hashOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of stream) hash.update(piece);
  return hash.digest('hex');
}

/** An engine that hashes what it gets, and gives as much. */
async function serveSink(): Promise<string> {
  const server = createServer((incoming, response) => {
    void hashOf(incoming as AsyncIterable<Buffer>).then((hash) => {
      response.setHeader('x-hash', hash);
      Readable.from(pieces()).pipe(response);
      return hash;
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Reads the memory every tenth of a second until it is told to end. */
async function watchMemory(memory: () => Promise<number>, seen: number[], ended: AbortSignal) {
  for (; !ended.aborted; await delay(100)) seen.push(await memory());
}

test('passes a bulk of 200 MiB, and an answer as large, at flat memory', async () => {
  await using proxy = await startProxy(['--elasticsearch', await serveSink(), '--passage', 'text']);
  const memory = () => proxy.metric('process_resident_memory_bytes');
  const passing = async () => {
    const body = Readable.from(pieces());
    const headers = { 'content-type': 'application/x-ndjson' };
    const answer = await request(`${proxy.url}/_bulk`, { method: 'POST', body, headers });
    return { sent: answer.headers['x-hash'], read: await hashOf(answer.body) };
  };
  const before = await memory();
  const seen: number[] = [];
  const watching = new AbortController();
  const watched = watchMemory(memory, seen, watching.signal);
  const expected = await hashOf(Readable.from(pieces()));
  for (let n = 0; n < 2; n += 1)
    expect(await passing()).toEqual({ sent: expected, read: expected });
  watching.abort();
  await watched;
  expect(seen.length).toBeGreaterThan(10);
  expect(Math.max(...seen) - before).toBeLessThan(MOST_GROWTH);
}, 120_000);
