import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { proxyBefore } from './testing/proxy-before.ts';

const PIECE = Buffer.alloc(2 ** 16);
const PIECES = 400;
const SIZE = PIECE.length * PIECES;

/** Starts an engine that answers by the head of a request. */
async function serveHasty(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each<[string, string, RequestListener, number]>([
  [
    'reads none of the body',
    '/b/_bulk',
    (_, response) => void response.writeHead(413, { 'content-length': 5 }).end('large'),
    413,
  ],
  [
    'reads none of the body of a search',
    '/a/_search',
    (_, response) => void response.writeHead(413, { 'content-length': 5 }).end('large'),
    413,
  ],
  ['ends the connection', '/b/_bulk', (_, response) => void response.destroy(), 502],
])('an answer before the end of the body reaches a caller that sends all: %s', async (...told) => {
  const [, path, answer, status] = told;
  const { proxy } = await proxyBefore(() => undefined, { upstream: await serveHasty(answer) });
  const caller = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  caller.setEncoding('latin1');
  let answered = '';
  caller.on('data', (text) => (answered += text));
  caller.write(
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${SIZE}\r\n\r\n`,
  );
  for (let n = 0; n < PIECES; n += 1) {
    if (!caller.write(PIECE)) await once(caller, 'drain');
  }
  caller.write('GET /_lb_rerank/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  await once(caller, 'close');
  expect(answered.match(/HTTP\/1.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`, 'HTTP/1.1 200']);
});
