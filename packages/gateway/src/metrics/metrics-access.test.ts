import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createApiKey } from '../keys/create-api-key.ts';
import { serveGateway } from '../serve-gateway.ts';
import type { GatewaySettings } from '../settings/gateway-settings.ts';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';

const { key, entry } = createApiKey('search');
const keys = [entry];

function serve(settings: GatewaySettings) {
  const reranker = createReranker({ scorer: fakeScorer(() => 4) });
  const logger = pino({ enabled: false });
  return serveGateway({ reranker, settings: { port: 0, ...settings }, logger });
}

describe('metrics behind keys', () => {
  test('are shown to whoever has one', async () => {
    for (const settings of [{ keys }, { keys, auth: false }]) {
      const { app } = gatewayOfLevels({ ...settings, metricsBehindKeys: true });
      const refused = await app.request('/metrics');
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
      expect(await refused.text()).not.toContain('lb_rerank');
      const headers = { authorization: `Bearer ${key}` };
      const shown = await app.request('/metrics', { headers });
      expect(await shown.text()).toContain('lb_rerank_requests_in_flight');
      expect((await app.request('/health')).status).toBe(200);
    }
  });

  test('are refused by name where there are no keys, rather than left open', () => {
    expect(() => gatewayOfLevels({ metricsBehindKeys: true })).toThrow(
      'settings.metricsBehindKeys needs keys',
    );
  });
});

describe('metrics at an address of their own', () => {
  test('are answered there and nowhere else, and end with the gateway', async () => {
    const gateway = await serve({ keys, metricsPort: 0 });
    try {
      expect(new URL(gateway.metricsUrl).port).not.toBe(new URL(gateway.url).port);
      expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
      const scraped = await fetch(gateway.metricsUrl);
      expect(scraped.headers.get('content-type')).toContain('text/plain');
      expect(await scraped.text()).toContain('lb_rerank_requests_in_flight');
      const { origin } = new URL(gateway.metricsUrl);
      for (const path of ['/health', '/v1/models', '/docs']) {
        expect((await fetch(origin + path)).status).toBe(404);
      }
    } finally {
      await gateway.stop();
    }
    await expect(fetch(gateway.metricsUrl)).rejects.toThrow('fetch failed');
  });

  test('are kept from web pages and behind keys there too', async () => {
    await using open = await serve({ metricsPort: 0 });
    const headers = { origin: 'http://evil.example' };
    expect((await fetch(open.metricsUrl, { headers })).status).toBe(403);
    await using closed = await serve({ keys, metricsPort: 0, metricsBehindKeys: true });
    expect((await fetch(closed.metricsUrl)).status).toBe(401);
    const answer = await fetch(closed.metricsUrl, { headers: { 'x-api-key': key } });
    expect(answer.status).toBe(200);
  });

  test('leave nothing running where their port is taken', async () => {
    await using gateway = await serve({});
    const metricsPort = Number(new URL(gateway.url).port);
    await expect(serve({ metricsPort })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('are where everything else is, without a port of their own', async () => {
    await using gateway = await serve({});
    expect(gateway.metricsUrl).toBe(`${gateway.url}/metrics`);
    expect((await fetch(gateway.metricsUrl)).status).toBe(200);
  });
});
