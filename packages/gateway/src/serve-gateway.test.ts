import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { createApiKey } from './keys/create-api-key.ts';
import { serveGateway } from './serve-gateway.ts';
import type { GatewaySettings } from './settings/gateway-settings.ts';

const asked = { query: 'a question', documents: ['a document', 'another'] };

function serve(settings: GatewaySettings, lines: string[] = []) {
  const reranker = createReranker({ scorer: fakeScorer((passage) => passage.length % 7) });
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
  await using open = await serve({ host: '0.0.0.0', noAuth: true });
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
