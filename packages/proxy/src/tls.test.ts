import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { expect, onTestFinished, test } from 'vitest';
import { proxyBefore, QUERY, TEXTS } from './testing/proxy-before.ts';
import { answersWithHits } from './testing/serve-upstream.ts';

/** Starts an engine over TLS, whose certificate only its own authority signs. */
async function serveOverTls() {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const server = createServer({ key, cert }, (request, response) => {
    request.resume();
    answersWithHits(TEXTS)(request, response);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, ca: cert };
}

test('talks TLS to an engine whose authority it is given', async () => {
  const upstream = await serveOverTls();
  const { ask, idsIn } = await proxyBefore(() => undefined, { upstream });
  const { text, outcome } = await ask('/a/_search', { body: QUERY });
  expect([outcome, idsIn(text)]).toEqual(['reranked', ['2', '1', '0']]);
});

test('talks to no engine that it cannot trust', async () => {
  const { url } = await serveOverTls();
  const { ask } = await proxyBefore(() => undefined, { upstream: url });
  const { statusCode, text } = await ask('/a/_doc/1', { method: 'GET' });
  expect(statusCode).toBe(502);
  expect(text).toContain('SELF_SIGNED_CERT');
});
