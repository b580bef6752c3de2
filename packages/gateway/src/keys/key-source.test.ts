import { expect, test } from 'vitest';
import { createGateway } from '../create-gateway.ts';
import type { GatewaySettings } from '../settings/gateway-settings.ts';
import type { ApiKey } from '../settings/api-key.ts';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { postTo } from '../testing/post-to.ts';
import { createApiKey } from './create-api-key.ts';

const asked = { query: 'q', documents: ['1', '2'] };
const search = createApiKey('search');
const batch = createApiKey('batch');
const HOUR_MS = 3_600_000;

/** Asks a gateway by a key. */
async function askBy(key: string, gateway: ReturnType<typeof createGateway>) {
  return postTo(gateway, '/v2/rerank', asked, { 'x-api-key': key });
}

test('a function gives the keys that count at each request', async () => {
  let keys: ApiKey[] = [];
  const gateway = gatewayOfLevels({ keys: () => keys });
  const statusesOfBoth = async () => [
    (await askBy(search.key, gateway)).response.status,
    (await askBy(batch.key, gateway)).response.status,
  ];
  // Without a key nobody is let in, unlike with a list that is empty.
  expect(await statusesOfBoth()).toEqual([401, 401]);
  expect((await postTo(gateway, '/v2/rerank', asked)).response.status).toBe(401);
  keys = [search.entry];
  expect(await statusesOfBoth()).toEqual([200, 401]);
  keys.push(batch.entry);
  expect(await statusesOfBoth()).toEqual([200, 200]);
  keys = [batch.entry];
  expect(await statusesOfBoth()).toEqual([401, 200]);
});

test('a quota goes on where another entry of the name takes the place of the first', async () => {
  const ofThree = { ...search.entry, pairsPerMinute: 3 };
  let keys = [ofThree];
  const gateway = gatewayOfLevels({ keys: () => keys });
  expect((await askBy(search.key, gateway)).response.status).toBe(200);
  keys = [{ ...ofThree }, { ...createApiKey('search').entry, pairsPerMinute: 3 }];
  expect((await askBy(search.key, gateway)).response.status).toBe(429);
});

test('an entry that is given another key is known by that, and no longer by the first', async () => {
  const entry = { name: 'search', sha256: search.entry.sha256 };
  const gateway = gatewayOfLevels({ keys: () => [entry] });
  expect((await askBy(search.key, gateway)).response.status).toBe(200);
  entry.sha256 = batch.entry.sha256;
  expect((await askBy(search.key, gateway)).response.status).toBe(401);
  expect((await askBy(batch.key, gateway)).response.status).toBe(200);
});

test('with a function a gateway is one with keys, wherever it matters', async () => {
  const gateway = gatewayOfLevels({ keys: () => [], metricsBehindKeys: true });
  const auth = await gateway.app.request('/v1/cluster/auth');
  expect(await auth.json()).toEqual({ auth: true });
  expect((await gateway.app.request('/metrics')).status).toBe(401);
});

test('a function that gives what is no key is refused at once, or fails the request and not its caller', async () => {
  const broken = { name: 'search', sha256: 'short' };
  expect(() => gatewayOfLevels({ keys: () => [broken] })).toThrow(
    'settings.keys() gave sha256 of "search": must be the SHA-256 of the key, as 64 hexadecimal digits',
  );
  let keys = [search.entry];
  const gateway = gatewayOfLevels({ keys: () => keys });
  keys = [broken];
  expect((await askBy(search.key, gateway)).response.status).toBe(500);
});

test.each<[GatewaySettings, RegExp]>([
  [{ keys: [{ name: 'a b', sha256: 'c' }] }, /^settings\.keys\[0\]\.name must be up to 64/],
  [{ keys: [{ name: 'a' } as ApiKey] }, /^settings\.keys\[0\]\.sha256 of "a" /],
  // What is as long as a key may be one that stands in the wrong place.
  [
    { keys: [{ name: `lbr_${'k'.repeat(43)}`, sha256: 'c' }] },
    /^settings\.keys\[0\]\.sha256 must be the SHA-256/,
  ],
  [{ keys: 'search' as never }, /^settings\.keys /],
])('keys %j are refused by what is wrong with them', (settings, message) => {
  expect(() => gatewayOfLevels(settings)).toThrow(message);
});

test('a key is refused from its end on, and says so to whoever has it', async () => {
  const expiresAt = new Date(Date.now() - 1);
  const keys = [
    { ...search.entry, expiresAt },
    { ...batch.entry, expiresAt: new Date(Date.now() + HOUR_MS) },
  ];
  const gateway = gatewayOfLevels({ keys });
  const { response, body } = await askBy(search.key, gateway);
  expect(response.status).toBe(401);
  expect(body).toMatchObject({ message: `the key ended at ${expiresAt.toISOString()}` });
  expect((await askBy(batch.key, gateway)).response.status).toBe(200);
});
