import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { requireServable } from './require-servable.ts';
import { serveGateway } from './serve-gateway.ts';
import type { GatewaySettings } from './settings/gateway-settings.ts';

function serve(settings: GatewaySettings) {
  const reranker = createReranker({ scorer: fakeScorer(Number) });
  const logger = pino({ enabled: false });
  return serveGateway({ reranker, settings: { port: 0, ...settings }, logger });
}

test.each<[string, (taken: number) => GatewaySettings, object]>([
  ['a port that is taken', (port) => ({ port }), { code: 'EADDRINUSE' }],
  ['a taken port of metrics', (metricsPort) => ({ port: 0, metricsPort }), { code: 'EADDRINUSE' }],
  [
    'an address of others',
    () => ({ port: 0, host: '192.0.2.1', auth: false }),
    { code: 'EADDRNOTAVAIL' },
  ],
  ['no keys beyond loopback', () => ({ port: 0, host: '0.0.0.0' }), { argument: 'settings.keys' }],
  ['no such setting', () => ({ port: -1 }), { argument: 'settings.port' }],
])('tells before anything is opened that it could not serve: %s', async (_, settings, error) => {
  await using gateway = await serve({});
  const port = Number(new URL(gateway.url).port);
  await expect(requireServable(settings(port))).rejects.toMatchObject(error);
});

test('leaves an address free that it has looked at', async () => {
  await using first = await serve({});
  const port = Number(new URL(first.url).port);
  await first.stop();
  await requireServable({ port });
  await expect(requireServable({ port, metricsPort: port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await using again = await serve({ port });
  expect(again.url).toBe(first.url);
});
