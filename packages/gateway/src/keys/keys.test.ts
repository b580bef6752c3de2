import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { postTo } from '../testing/post-to.ts';
import { createApiKey } from './create-api-key.ts';
import { keysOfEnvironment } from './keys-of-environment.ts';
import { readKeyFile } from './read-key-file.ts';

const asked = { query: 'q', documents: ['1', '2'] };
const search = createApiKey('search');
const batch = createApiKey('batch');

describe('a gateway with keys', () => {
  const gateway = gatewayOfLevels({ keys: [search.entry, batch.entry] });

  test.each(['authorization', 'x-api-key', 'api-key'])('takes a key in %s', async (name) => {
    const value = name === 'authorization' ? `Bearer ${search.key}` : search.key;
    const { response } = await postTo(gateway, '/rerank', asked, { [name]: value });
    expect(response.status).toBe(200);
  });

  test.each([
    ['as the password of any user', `key:${search.key}`],
    ['as the password of no user', `:${search.key}`],
    ['as the user', `${search.key}:`],
  ])('takes a key in an address, which comes as Basic: %s', async (_, credentials) => {
    const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    const { response } = await postTo(gateway, '/rerank', asked, { authorization });
    expect(response.status).toBe(200);
    const wrong = `Basic ${Buffer.from('key:lbr_wrong').toString('base64')}`;
    const refused = await postTo(gateway, '/rerank', asked, { authorization: wrong });
    expect(refused.response.status).toBe(401);
  });

  test('refuses none and any other', async () => {
    const without = await postTo(gateway, '/v2/rerank', asked);
    expect(without.response.status).toBe(401);
    expect(without.response.headers.get('www-authenticate')).toBe('Bearer');
    const wrong = await postTo(gateway, '/v2/rerank', asked, { 'x-api-key': 'lbr_wrong' });
    expect(wrong.response.status).toBe(401);
    expect(JSON.stringify(wrong.body)).not.toContain('lbr_wrong');
    expect(without.body).toMatchObject({
      message:
        'a key is needed: send it as `Authorization: Bearer <key>`, `x-api-key: <key>` or `api-key: <key>`',
    });
    expect(wrong.body).toMatchObject({ message: 'the key in x-api-key is not known here' });
    const bare = await postTo(gateway, '/v2/rerank', asked, { authorization: 'lbr_bare' });
    expect(bare.response.status).toBe(401);
    expect(JSON.stringify(bare.body)).toContain('there is no `Bearer` before what authorization');
    expect(JSON.stringify(bare.body)).not.toContain('lbr_bare');
  });

  test('shows the name of a key in its metrics, and the key nowhere', async () => {
    await postTo(gateway, '/v2/rerank', asked, { 'x-api-key': batch.key });
    const metrics = await (await gateway.app.request('/metrics')).text();
    expect(metrics).toContain('key="batch"');
    expect(metrics).not.toContain(batch.key);
    expect(metrics).not.toContain(batch.entry.sha256);
  });
});

test('keeps each key to its pairs a minute, and takes nothing off for what it refuses', async () => {
  const gateway = gatewayOfLevels({ keys: [{ ...search.entry, pairsPerMinute: 5 }, batch.entry] });
  const headers = { 'x-api-key': search.key };
  const statusOf = async (documents: string[], of = headers) =>
    (await postTo(gateway, '/v2/rerank', { query: 'q', documents }, of)).response;
  expect((await statusOf(['1', '2', '3'])).status).toBe(200);
  const refused = await statusOf(['1', '2', '3']);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await statusOf(['1', '2'])).status).toBe(200);
  expect((await statusOf(['1', '2', '3'], { 'x-api-key': batch.key })).status).toBe(200);
});

test('refuses what goes beyond a quota also among requests that come at once', async () => {
  const gateway = gatewayOfLevels({ keys: [{ ...search.entry, pairsPerMinute: 5 }] });
  const headers = { 'x-api-key': search.key };
  const threePairs = { query: 'q', documents: ['1', '2', '3'] };
  const answers = await Promise.all(
    [1, 2].map(() => postTo(gateway, '/v2/rerank', threePairs, headers)),
  );
  const statuses = answers.map(({ response }) => response.status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
});

test('holds each of two keys of one name to its own limit', async () => {
  const next = createApiKey('search');
  const keys = [next.entry, { ...search.entry, pairsPerMinute: 1 }];
  const gateway = gatewayOfLevels({ keys });
  const statusFor = async (key: string) =>
    (await postTo(gateway, '/v2/rerank', asked, { 'x-api-key': key })).response.status;
  expect(await statusFor(search.key)).toBe(413);
  expect(await statusFor(next.key)).toBe(200);
});

test('lets a key say what becomes of a failure', async () => {
  const keys = [{ ...search.entry, onFailure: 'passthrough' as const }, batch.entry];
  const gateway = gatewayOfLevels({ keys });
  const statusFor = async (key: string) => {
    const down = { query: 'q', documents: ['down'] };
    return (await postTo(gateway, '/v2/rerank', down, { 'x-api-key': key })).response.status;
  };
  expect(await statusFor(search.key)).toBe(200);
  expect(await statusFor(batch.key)).toBe(500);
});

test('makes keys that nobody can guess, and keeps their hashes', () => {
  expect(search.key).toMatch(/^lbr_[\w-]{43}$/);
  expect(JSON.stringify(search.entry)).not.toContain(search.key);
  expect(createApiKey('search').key).not.toBe(search.key);
});

test('reads keys from the environment, and never repeats one that cannot be used', () => {
  const keys = keysOfEnvironment(`search=${search.key}, batch=${batch.key}`);
  expect(keys).toEqual([search.entry, batch.entry]);
  expect(() => keysOfEnvironment('search=short')).toThrow(/at least 16 characters/);
  expect(() => keysOfEnvironment('a-secret-without-a-name')).toThrow(/^keys\[0\] must look like/);
  // Base64 fills up with "=", so that a secret without a name looks like a name with a short key.
  const asBase64 = `${'c2Vj'.repeat(8)}==`;
  expect(() => keysOfEnvironment(asBase64)).toThrow(/^keys\[0\]/);
});

test('reads keys from a file, and names what of it cannot be used', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-keys-'));
  const path = join(folder, 'keys.json');
  try {
    const { name, sha256 } = search.entry;
    const entry = { name, sha256, pairs_per_minute: 10, on_failure: 'passthrough' };
    await writeFile(path, JSON.stringify({ keys: [entry] }));
    expect(await readKeyFile(path)).toEqual([
      { name, sha256, pairsPerMinute: 10, onFailure: 'passthrough' },
    ]);
    await writeFile(path, JSON.stringify({ keys: [{ name, sha256: search.key }] }));
    const reading = readKeyFile(path);
    await expect(reading).rejects.toThrow(
      /keys\[0\]\.sha256 of "search": must be the SHA-256 of the key/,
    );
    await expect(reading).rejects.not.toThrow(search.key);
    await writeFile(path, `{ "${search.key}`);
    await expect(readKeyFile(path)).rejects.not.toThrow(search.key);
    await expect(readKeyFile(join(folder, 'none.json'))).rejects.toMatchObject({
      message: expect.stringMatching(/none\.json cannot be read/) as string,
      cause: { code: 'ENOENT' },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
