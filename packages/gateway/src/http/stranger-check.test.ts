import { describe, expect, test } from 'vitest';
import { createApiKey } from '../keys/create-api-key.ts';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { postTo } from '../testing/post-to.ts';
import type { GatewaySettings } from '../settings/gateway-settings.ts';

const asked = { query: 'q', documents: ['1', '2'] };
const { key, entry } = createApiKey('search');

/** Gives the status of a rerank request with these headers. */
async function statusWith(headers: Record<string, string>, settings: GatewaySettings = {}) {
  const { response } = await postTo(gatewayOfLevels(settings), '/v2/rerank', asked, headers);
  return response.status;
}

const CROSS_SITE = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
const LINK = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

describe('a gateway without keys', () => {
  test.each([
    'localhost',
    'localhost:8787',
    'LOCALHOST.:8787',
    'shop.localhost:8787',
    '127.0.0.1:8787',
    '127.8.9.1',
    '[::1]:8787',
    '[::ffff:127.0.0.1]:8787',
  ])('on loopback answers by the name %s', async (host) => {
    expect(await statusWith({ host })).toBe(200);
  });

  test.each([
    'evil.example',
    'evil.example:8787',
    'localhost.evil.example',
    'notlocalhost',
    '127.0.0.1.evil.example',
    '10.0.0.1:8787',
    '0.0.0.0:8787',
    '[::2]',
    'gateway:8787',
    'localhost@evil.example',
    'evil.example/@localhost',
    `${'a'.repeat(300)}.example`,
    '',
  ])('on loopback refuses whoever asks by the name %s', async (host) => {
    expect(await statusWith({ host })).toBe(403);
  });

  test('refuses a name that stands in the first line of a request', async () => {
    const request = new Request('http://evil.example/health', { headers: { host: 'localhost' } });
    expect((await gatewayOfLevels().app.fetch(request)).status).toBe(403);
  });

  test('answers and refuses the same names again, however many there were', async () => {
    const { app } = gatewayOfLevels();
    const statusOf = async (host: string, url = `http://${host}/health`) =>
      (await app.fetch(new Request(url, { headers: { host } }))).status;
    for (let n = 0; n < 120; n += 1) {
      expect(await statusOf(`shop${n}.localhost:8787`)).toBe(200);
      expect(await statusOf(`shop${n}.localhost.evil.example`)).toBe(403);
      expect(await statusOf('shop0.localhost:8787')).toBe(200);
      expect(await statusOf('localhost', 'http://evil.example/health')).toBe(403);
    }
  });

  test.each<[string, string, number]>([
    ['gateway:8787', '0.0.0.0', 200],
    ['10.1.2.3:8787', '0.0.0.0', 200],
    ['[fd00::1]:8787', '::', 200],
    ['localhost:8787', '0.0.0.0', 200],
    ['evil.example', '0.0.0.0', 403],
    ['gateway.rerank.svc', '0.0.0.0', 403],
  ])('asked by %s on %s answers %i', async (host, listening, status) => {
    expect(await statusWith({ host }, { host: listening, auth: false })).toBe(status);
  });

  test.each<[string, string[], number]>([
    ['gateway.rerank.svc:80', ['gateway.rerank.svc'], 200],
    ['Gateway.Rerank.svc.', ['gateway.rerank.svc'], 200],
    ['other.rerank.svc', ['gateway.rerank.svc'], 403],
    ['evil.example', ['*'], 200],
  ])('asked by %s with the names %j answers %i', async (host, hosts, status) => {
    expect(await statusWith({ host }, { hosts })).toBe(status);
    expect(await statusWith({ host }, { hosts, keys: [entry], auth: false })).toBe(status);
  });

  test.each<[string, Record<string, string>]>([
    ['a foreign origin', { origin: 'http://evil.example' }],
    ['a foreign origin on this machine', { origin: 'http://localhost:3000' }],
    ['an origin of the same name and another port', { origin: 'http://localhost:8788' }],
    ['an origin that is hidden', { origin: 'null' }],
    ['an origin that is none', { origin: 'evil' }],
    ['another site', CROSS_SITE],
    ['another site that shows our origin', { ...CROSS_SITE, origin: 'http://localhost:8787' }],
    ['another port of this machine', { ...CROSS_SITE, 'sec-fetch-site': 'same-site' }],
    ['a form on another site', { ...CROSS_SITE, ...LINK }],
  ])('refuses a page of %s', async (_, headers) => {
    const host = 'localhost:8787';
    const simple = { host, 'content-type': 'text/plain', ...headers };
    expect(await statusWith(simple)).toBe(403);
    expect(await statusWith(simple, { corsOrigins: ['https://shop.example'] })).toBe(403);
  });

  test.each<[string, Record<string, string>]>([
    ['no page', {}],
    ['its own page', { origin: 'http://localhost:8787', 'sec-fetch-site': 'same-origin' }],
    ['its own page in an old browser', { origin: 'http://localhost:8787' }],
    ['its own page behind TLS', { origin: 'https://localhost:8787' }],
    [
      'its own page behind a proxy',
      { origin: 'https://a.example', 'sec-fetch-site': 'same-origin' },
    ],
    ['the address bar', { 'sec-fetch-site': 'none', ...LINK }],
  ])('answers %s', async (_, headers) => {
    expect(await statusWith({ host: 'localhost:8787', ...headers })).toBe(200);
  });

  test('answers who follows a link from another site, and no frame or picture there', async () => {
    const { app } = gatewayOfLevels();
    const statusOf = async (headers: Record<string, string>) =>
      (await app.request('/docs', { headers: { ...CROSS_SITE, ...headers } })).status;
    expect(await statusOf(LINK)).toBe(200);
    expect(await statusOf({ ...LINK, 'sec-fetch-dest': 'iframe' })).toBe(403);
    expect(await statusOf({ 'sec-fetch-dest': 'image' })).toBe(403);
  });

  test.each([['https://shop.example'], ['*']])(
    'answers pages of corsOrigins: %s',
    async (named) => {
      const origin = 'https://shop.example';
      const gateway = gatewayOfLevels({ corsOrigins: [named] });
      const { response } = await postTo(gateway, '/v2/rerank', asked, { ...CROSS_SITE, origin });
      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBe(named);
      const rebound = { origin, host: 'evil.example' };
      expect((await postTo(gateway, '/v2/rerank', asked, rebound)).response.status).toBe(403);
    },
  );

  test.each([
    '/',
    '/health',
    '/ready',
    '/metrics',
    '/docs',
    '/openapi.json',
    '/v1/models',
    '/nowhere',
  ])('refuses strangers on the path %s', async (path) => {
    const { app } = gatewayOfLevels();
    for (const headers of [
      { host: 'evil.example' },
      { origin: 'http://evil.example' },
      CROSS_SITE,
    ]) {
      const response = await app.request(path, { headers });
      expect(response.status).toBe(403);
      expect(response.headers.get('x-rerank-error')).toBe('forbidden');
    }
    const preflight = { method: 'OPTIONS', headers: { origin: 'http://evil.example' } };
    expect((await app.request(path, preflight)).status).toBe(403);
  });

  test("says what to set, in the dialect's own shape", async () => {
    const byName = await postTo(gatewayOfLevels(), '/v2/rerank', asked, { host: 'gw.example:1' });
    expect(byName.body).toMatchObject({
      message:
        'this gateway is not known by "gw.example": name it in the setting hosts, or give the gateway keys',
    });
    const headers = { origin: 'http://a.example' };
    const byPage = await postTo(gatewayOfLevels(), '/tei/rerank', asked, headers);
    expect(byPage.body).toMatchObject({
      error: expect.stringContaining('a page of http://a.example may not call this gateway'),
    });
  });
});

describe('a gateway with keys', () => {
  const headers = { 'x-api-key': key, origin: 'https://shop.example', ...CROSS_SITE };

  test('answers whoever has one, by whatever name and from wherever', async () => {
    expect(await statusWith({ ...headers, host: 'gw.example' }, { keys: [entry] })).toBe(200);
  });

  test('keeps to its names where it is given some', async () => {
    const settings = { keys: [entry], hosts: ['gw.example'] };
    expect(await statusWith({ ...headers, host: 'gw.example' }, settings)).toBe(200);
    expect(await statusWith({ ...headers, host: 'other.example' }, settings)).toBe(403);
  });
});
