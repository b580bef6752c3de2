import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { postTo } from '../testing/post-to.ts';
import { createApiKey } from './create-api-key.ts';
import { formatKeyFile } from './format-key-file.ts';
import { watchKeyFile } from './watch-key-file.ts';

const INTERVAL_MS = 5;
const [search, batch] = [createApiKey('search'), createApiKey('batch')];
const [ofSearch, ofBatch] = [formatKeyFile([search.entry]), formatKeyFile([batch.entry])];

/** Watches a file in a folder of its own, and notes what is told of it. */
async function watched(path = 'keys.json') {
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-keys-'));
  const inFolder = (name: string) => join(folder, name);
  if (path === 'keys.json') await writeFile(inFolder(path), ofSearch);
  else {
    // As Kubernetes mounts a secret.
    await mkdir(inFolder('first'));
    await writeFile(inFolder('first/keys.json'), ofSearch);
    await symlink('first', inFolder('data'));
    await symlink('data/keys.json', inFolder(path));
  }
  const told: string[] = [];
  const file = await watchKeyFile(inFolder(path), {
    intervalMs: INTERVAL_MS,
    onChange: (keys) => told.push(keys.map(({ name }) => name).join()),
    onProblem: ({ message }) => told.push(message.replace(folder, '')),
  });
  onTestFinished(async () => {
    await file[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });
  const untilTold = (count: number) => vi.waitFor(() => expect(told).toHaveLength(count));
  return { file, told, inFolder, untilTold };
}

/** Waits for several looks at the file. */
const fewLooks = () => sleep(20 * INTERVAL_MS);

test('a gateway knows a key from when it stands in the file, and no longer than that', async () => {
  const { file, inFolder, untilTold } = await watched();
  const gateway = gatewayOfLevels({ keys: () => file.keys });
  const statusFor = async (key: string) => {
    const asked = { query: 'q', documents: ['1'] };
    return (await postTo(gateway, '/v2/rerank', asked, { 'x-api-key': key })).response.status;
  };
  expect([await statusFor(search.key), await statusFor(batch.key)]).toEqual([200, 401]);
  await writeFile(inFolder('next.json'), ofBatch);
  await rename(inFolder('next.json'), inFolder('keys.json'));
  await untilTold(1);
  expect([await statusFor(search.key), await statusFor(batch.key)]).toEqual([401, 200]);
  await writeFile(inFolder('keys.json'), formatKeyFile([]));
  await untilTold(2);
  expect([await statusFor(search.key), await statusFor(batch.key)]).toEqual([401, 401]);
});

test('follows links that lead elsewhere meanwhile', async () => {
  const { told, inFolder, untilTold } = await watched('link.json');
  await mkdir(inFolder('second'));
  await writeFile(inFolder('second/keys.json'), ofBatch);
  await symlink('second', inFolder('data.next'));
  await rename(inFolder('data.next'), inFolder('data'));
  await untilTold(1);
  expect(told).toEqual(['batch']);
});

test.each([
  ['empty', '', 'key file /keys.json is not valid JSON'],
  ['half written', ofSearch.slice(0, 40), 'key file /keys.json is not valid JSON'],
  [
    'of another shape',
    '{"keys":[{"name":"search"}]}',
    'key file /keys.json keys[0].sha256 of "search": ',
  ],
  ['gone', undefined, 'key file /keys.json cannot be read'],
])('a file that is %s changes nothing, and is told of once', async (_, text, problem) => {
  const { file, told, inFolder, untilTold } = await watched();
  if (text === undefined) await rm(inFolder('keys.json'));
  else await writeFile(inFolder('keys.json'), text);
  await untilTold(1);
  await fewLooks();
  expect(told).toEqual([expect.stringContaining(problem)]);
  expect(file.keys).toMatchObject([search.entry]);
  await writeFile(inFolder('keys.json'), ofBatch);
  await untilTold(2);
  expect(file.keys).toMatchObject([batch.entry]);
});

test('reads a file that begins with a byte order mark', async () => {
  const { file, inFolder, untilTold } = await watched();
  await writeFile(inFolder('keys.json'), `\uFEFF${ofBatch}`);
  await untilTold(1);
  expect(file.keys).toMatchObject([batch.entry]);
});

test('tells of no change where there is none, and of none once it is disposed', async () => {
  const { file, told, inFolder } = await watched();
  await writeFile(inFolder('keys.json'), ofSearch);
  await fewLooks();
  await file[Symbol.asyncDispose]();
  await writeFile(inFolder('keys.json'), ofBatch);
  await fewLooks();
  expect(told).toEqual([]);
});

test('goes on where a listener throws, and warns', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-keys-'));
  const path = join(folder, 'keys.json');
  await writeFile(path, ofSearch);
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  await using file = await watchKeyFile(path, {
    intervalMs: INTERVAL_MS,
    onChange: () => {
      throw new Error('the log is full');
    },
    onProblem: () => {
      throw new Error('the log is full');
    },
  });
  onTestFinished(async () => {
    warned.mockRestore();
    await rm(folder, { recursive: true });
  });
  await rm(path);
  await vi.waitFor(() => expect(warned).toHaveBeenCalledTimes(1));
  await writeFile(path, ofBatch);
  await vi.waitFor(() => expect(warned).toHaveBeenCalledTimes(2));
  expect(file.keys).toMatchObject([batch.entry]);
  expect(warned.mock.lastCall?.[0]).toContain('watchKeyFile failed: the log is full');
});

test('does not wait at its end for a file that hangs', async () => {
  const { file, inFolder } = await watched();
  // A pipe nobody writes into is not even opened.
  execFileSync('mkfifo', [inFolder('pipe')]);
  await rename(inFolder('pipe'), inFolder('keys.json'));
  await fewLooks();
  try {
    const ended = file[Symbol.asyncDispose]().then(() => 'ended');
    expect(await Promise.race([ended, sleep(1000, 'waits')])).toBe('ended');
  } finally {
    await writeFile(inFolder('keys.json'), '');
  }
});

test('refuses a pace that is none', async () => {
  const watching = watchKeyFile('keys.json', { intervalMs: Number.NaN });
  await expect(watching).rejects.toMatchObject({ argument: 'intervalMs' });
});

test('refuses a file that cannot be used when it is read first', async () => {
  const path = join(tmpdir(), 'lb-rerank-none', 'keys.json');
  await expect(watchKeyFile(path)).rejects.toThrow(
    `key file ${path} cannot be read: there is none; \`lb-rerank key add\``,
  );
});
