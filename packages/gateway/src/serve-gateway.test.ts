import { once } from 'node:events';
import { connect } from 'node:net';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { createGateway } from './create-gateway.ts';
import { createApiKey } from './keys/create-api-key.ts';
import { serveGateway } from './serve-gateway.ts';
import type { GatewaySettings } from './settings/gateway-settings.ts';

const asked = { query: 'a question', documents: ['a document', 'another'] };

function serve(settings: GatewaySettings, lines: string[] = []) {
  const reranker = createReranker({ scorer: fakeScorer((passage) => 1 + (passage.length % 6)) });
  const logger = pino({}, { write: (line: string) => lines.push(line) });
  return serveGateway({ reranker, settings: { port: 0, ...settings }, logger });
}

function post(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/v2/rerank`, { method: 'POST', body: JSON.stringify(asked), headers });
}

test('listens on a loopback address without keys', async () => {
  await using gateway = await serve({});
  expect(gateway.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await post(gateway.url)).status).toBe(200);
});

test('refuses to listen where others reach it, without keys or the word that none are wanted', async () => {
  await expect(serve({ host: '0.0.0.0' })).rejects.toThrow(/keys must be given/);
  await using open = await serve({ host: '0.0.0.0', auth: false });
  expect((await post(open.url)).status).toBe(200);
  await using closed = await serve({ host: '0.0.0.0', keys: [createApiKey('search').entry] });
  expect((await post(closed.url)).status).toBe(401);
});

test('rejects where the port is taken', async () => {
  await using gateway = await serve({});
  const port = Number(new URL(gateway.url).port);
  await expect(serve({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('gives up the work of a caller that has gone', async () => {
  const started = Promise.withResolvers<AbortSignal>();
  const reranker = createReranker({
    scorer: {
      modelId: 'slow',
      score: async ({ signal }) => {
        started.resolve(signal!);
        return new Promise(() => {});
      },
    },
  });
  const logger = pino({ enabled: false });
  await using gateway = await serveGateway({ reranker, settings: { port: 0 }, logger });
  const leaving = new AbortController();
  const asking = fetch(`${gateway.url}/v2/rerank`, {
    method: 'POST',
    body: JSON.stringify(asked),
    signal: leaving.signal,
  });
  const signal = await started.promise;
  leaving.abort();
  await expect(asking).rejects.toThrow('aborted');
  await vi.waitFor(() => expect(signal.aborted).toBe(true));
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  expect(metrics).toContain('lb_rerank_pairs_in_flight 0');
  expect(metrics).toContain('code="client_gone"');
});

test('frees its port when it stops', async () => {
  const gateway = await serve({});
  await post(gateway.url);
  await gateway.stop();
  await expect(post(gateway.url)).rejects.toThrow('fetch failed');
});

test.each<[boolean, GatewaySettings]>([
  [true, { keys: [createApiKey('search').entry] }],
  [false, { keys: [createApiKey('search').entry], auth: false }],
  [false, {}],
])("tells Xinference's clients %s, who ask whether a key is wanted", async (auth, settings) => {
  await using gateway = await serve(settings);
  expect(await (await fetch(`${gateway.url}/v1/cluster/auth`)).json()).toEqual({ auth });
});

test('logs each request by its id, without query, document or key', async () => {
  const lines: string[] = [];
  const { key, entry } = createApiKey('search');
  await using gateway = await serve({ keys: [entry] }, lines);
  await post(gateway.url, { 'x-api-key': key, 'x-request-id': 'the-first' });
  await post(gateway.url, { 'x-api-key': `${key}x` });
  expect(JSON.parse(lines[0]!)).toMatchObject({
    request_id: 'the-first',
    dialect: 'cohere-v2',
    status: 200,
    key: 'search',
    documents: 2,
    scored: 2,
  });
  expect(JSON.parse(lines[1]!)).toMatchObject({ status: 401, code: 'unauthorized' });
  for (const secret of [key, entry.sha256, asked.query, ...asked.documents]) {
    expect(lines.join('')).not.toContain(secret);
  }
});

/** Opens a connection, sends a text, and tells what came back until the other side closed it, and after which time. */
async function untilClosed(url: string, text: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const startedAt = performance.now();
  socket.write(text);
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  await once(socket, 'close');
  return { answer, ms: performance.now() - startedAt };
}

const HEAD = 'POST /v2/rerank HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n';

test.each<[string, GatewaySettings, string, number]>([
  ['a head', { headTimeoutMs: 200, bodyTimeoutMs: 60_000 }, 'POST /v2/rerank HTTP/1.1\r\n', 408],
  ['a body', { headTimeoutMs: 100, bodyTimeoutMs: 200 }, `${HEAD}\r\n{`, 408],
])('gives up on %s that does not come', async (_, settings, text, status) => {
  await using gateway = await serve(settings);
  const { answer, ms } = await untilClosed(gateway.url, text);
  expect(answer).toContain(` ${status} `);
  expect(ms).toBeLessThan(5000);
});

test('gives up on a caller that does not read its answer, and has room for others again', async () => {
  await using gateway = await serve({
    maxDeadlineMs: 200,
    bodyTimeoutMs: 2000,
    maxBodyBytes: 8_000_000,
  });
  const { hostname, port } = new URL(gateway.url);
  const documents = Array.from({ length: 8 }, (_, n) => `${n}`.repeat(900_000));
  const body = JSON.stringify({ query: 'q', documents, return_documents: true });
  const socket = connect(Number(port), hostname);
  const length = Buffer.byteLength(body);
  socket.write(
    `POST /v1/rerank HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n${body}`,
  );
  socket.on('error', () => {});
  const bytesInFlight = async () => {
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    return Number(/^lb_rerank_bytes_in_flight (\d+)/m.exec(metrics)?.[1]);
  };
  await vi.waitFor(async () => expect(await bytesInFlight()).toBe(length), 10_000);
  await vi.waitFor(async () => expect(await bytesInFlight()).toBe(0), 20_000);
  socket.destroy();
}, 40_000);

test('keeps an idle connection for as long as it is set, and no longer', async () => {
  await using gateway = await serve({ keepAliveMs: 300 });
  const { answer, ms } = await untilClosed(
    gateway.url,
    'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n',
  );
  expect(answer).toContain(' 200 ');
  expect(ms).toBeGreaterThan(250);
});

test('closes connections beyond the most', async () => {
  await using gateway = await serve({ maxConnections: 1 });
  const { hostname, port } = new URL(gateway.url);
  const first = connect(Number(port), hostname);
  await once(first, 'connect');
  expect(
    (await untilClosed(gateway.url, 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n')).answer,
  ).toBe('');
  first.destroy();
});

test('refuses a misspelt name of the settings, which would leave it open to all', async () => {
  const reranker = createReranker({ scorer: fakeScorer(Number) });
  const misspelt = { reranker, setting: { keys: [createApiKey('search').entry] } };
  const refusal = { code: 'invalid_request', argument: 'setting' };
  await expect(serveGateway(misspelt as never)).rejects.toMatchObject(refusal);
  expect(() => createGateway(misspelt as never)).toThrow(expect.objectContaining(refusal) as Error);
});

test('names the setting that was probably meant', async () => {
  await expect(serve({ metricPort: 0 } as GatewaySettings)).rejects.toMatchObject({
    argument: 'settings.metricPort',
    message: expect.stringContaining('is not known; did you mean metricsPort?') as string,
  });
});
