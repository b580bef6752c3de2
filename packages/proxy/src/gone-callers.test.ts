import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Client } from 'undici';
import { expect, test, vi } from 'vitest';
import { proxyBefore, QUERY } from './testing/proxy-before.ts';

test.each(['/a/_search', '/a/_doc/1'])(
  'lets the engine go where the caller has gone: %s',
  async (path) => {
    const asked = Promise.withResolvers<{ response: ServerResponse }>();
    // The engine never answers by itself.
    const { proxy, ask } = await proxyBefore((_, response) => asked.resolve({ response }));
    const client = new Client(proxy.url);
    const leaving = new AbortController();
    const answer = client.request({
      path,
      method: 'POST',
      body: JSON.stringify(QUERY),
      headers: { 'content-type': 'application/json' },
      signal: leaving.signal,
    });
    const { response } = await asked.promise;
    const closed = once(response, 'close');
    leaving.abort();
    await expect(answer).rejects.toThrow('aborted');
    await closed;
    await vi.waitFor(async () => {
      const { text } = await ask('/_lb_rerank/metrics', { method: 'GET' });
      expect(text).toContain('lb_rerank_proxy_requests_in_flight 0');
    });
    await client.destroy();
  },
);
