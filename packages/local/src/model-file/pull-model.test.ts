import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { ModelDownloadError } from '../errors/model-download-error.ts';
import type { DownloadProgress } from '../hub/download-file.ts';
import { serveHub } from '../testing/serve-hub.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { pullModel } from './pull-model.ts';

vi.setConfig({ testTimeout: 60_000 });

const file = await readFile(BUNDLED_MODEL);
const fileName = 'lb-reranker-0.5B-v1.0-Q8_0.gguf';

function optionsFor(hub: { url: string }, folder: { path: string }) {
  return {
    quantisation: 'Q8_0',
    stallMs: 3000,
    onNotice: vi.fn<(line: string) => void>(),
    onProgress: vi.fn<(progress: DownloadProgress) => void>(),
    environment: { HF_ENDPOINT: hub.url, LB_RERANK_CACHE: folder.path },
  } as const;
}

test('fetches a file into the cache folder and tells how far it is', async () => {
  await using hub = await serveHub(file);
  await using folder = await temporaryFolder();
  const options = optionsFor(hub, folder);
  const path = await pullModel(options);
  expect(path).toBe(join(folder.path, fileName));
  expect(file.equals(await readFile(path))).toBe(true);
  expect(await readdir(folder.path)).toEqual([fileName]);
  expect(options.onProgress).toHaveBeenLastCalledWith({
    downloadedBytes: file.length,
    totalBytes: file.length,
  });
});

test('leaves a file that is there alone, unless told otherwise', async () => {
  await using hub = await serveHub(file);
  await using folder = await temporaryFolder();
  const options = optionsFor(hub, folder);
  await writeFile(join(folder.path, fileName), 'GGUF that was there');
  await pullModel(options);
  expect(hub.bytesSent).toBe(0);
  await pullModel({ ...options, force: true });
  expect(file.equals(await readFile(join(folder.path, fileName)))).toBe(true);
});

test('goes on where a download broke off, and shows no half file meanwhile', async () => {
  await using hub = await serveHub(file, { cutAtByte: 8_000_000 });
  await using folder = await temporaryFolder();
  const options = optionsFor(hub, folder);
  const pulling = pullModel(options);
  await expect(pulling).rejects.toThrow(ModelDownloadError);
  await expect(pulling).rejects.toThrow('pull again, and it goes on where it stopped');
  expect(await readdir(folder.path)).toEqual([`${fileName}.download.ipull`]);

  Object.assign(hub, { firstByteAskedFor: Infinity, faults: {} });
  const path = await pullModel(options);
  expect(hub.firstByteAskedFor).toBeGreaterThan(0);
  expect(hub.firstByteAskedFor).toBeLessThan(file.length);
  expect(file.equals(await readFile(path))).toBe(true);
  expect(await readdir(folder.path)).toEqual([fileName]);
});

test('deletes a file that arrives with another checksum', async () => {
  await using hub = await serveHub(file, { sha256: '0'.repeat(64) });
  await using folder = await temporaryFolder();
  await expect(pullModel(optionsFor(hub, folder))).rejects.toThrow('wrong checksum');
  expect(await readdir(folder.path)).toEqual([]);
});

test('accepts a file from a mirror that tells no checksum', async () => {
  await using hub = await serveHub(file, { sha256: null });
  await using folder = await temporaryFolder();
  expect(file.equals(await readFile(await pullModel(optionsFor(hub, folder))))).toBe(true);
});

test('fetches once for two that pull at the same time', async () => {
  await using hub = await serveHub(file);
  await using folder = await temporaryFolder();
  const options = optionsFor(hub, folder);
  const paths = await Promise.all([pullModel(options), pullModel(options)]);
  expect(new Set(paths).size).toBe(1);
  expect(hub.bytesAskedFor).toBeLessThan(2 * file.length);
  expect(options.onNotice).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining('Another process is writing'),
  );
});

test('waits for another process that pulls the same file', async () => {
  await using hub = await serveHub(file);
  await using folder = await temporaryFolder();
  const options = optionsFor(hub, folder);
  const program = `
    import { pullModel } from ${JSON.stringify(new URL('pull-model.ts', import.meta.url).href)};
    await pullModel({ quantisation: 'Q8_0', onNotice: () => {}, onProgress: () => {} });
  `;
  const other = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, ...options.environment },
  });
  await Promise.all([other, pullModel(options)]);
  expect(file.equals(await readFile(join(folder.path, fileName)))).toBe(true);
  expect(hub.bytesAskedFor).toBeLessThan(2 * file.length);
  expect(await readdir(folder.path)).toEqual([fileName]);
});

test('ends with the reason of an aborted signal', async () => {
  await using hub = await serveHub(file, {});
  await using folder = await temporaryFolder();
  const reason = new Error('the caller went away');
  const signal = AbortSignal.abort(reason);
  await expect(pullModel({ ...optionsFor(hub, folder), signal })).rejects.toBe(reason);
  expect(await readdir(folder.path)).toEqual([]);
});

test.each(['LB_RERANK_OFFLINE', 'HF_HUB_OFFLINE'])(
  'asks no hub where %s is 1, unless told otherwise',
  async (name) => {
    await using hub = await serveHub(file);
    await using folder = await temporaryFolder();
    const options = optionsFor(hub, folder);
    const offline = { ...options, environment: { ...options.environment, [name]: '1' } };
    await expect(pullModel(offline)).rejects.toThrow(`${hub.url}/bartowski/`);
    await expect(pullModel(offline)).rejects.toThrow('is not asked while offline');
    expect(await readdir(folder.path)).toEqual([]);
    expect(await pullModel({ ...offline, offline: false })).toBe(join(folder.path, fileName));
    expect(await pullModel(offline)).toBe(join(folder.path, fileName));
  },
);

test('says what to do where the hub cannot be reached', async () => {
  await using folder = await temporaryFolder();
  const pulling = pullModel(optionsFor({ url: 'http://127.0.0.1:9' }, folder));
  await expect(pulling).rejects.toThrow('the hub does not answer; try again when it can be');
  await expect(pulling).rejects.toMatchObject({ code: 'model_download', isRetryable: true });
  expect(await readdir(folder.path)).toEqual([]);
});

test('says what to do where the cache folder cannot be written', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'a file'), '');
  const inside = { path: join(folder.path, 'a file', 'models') };
  const pulling = pullModel(optionsFor({ url: 'http://127.0.0.1:9' }, inside));
  await expect(pulling).rejects.toThrow('name another cache folder in LB_RERANK_CACHE');
});

test('refuses a quantisation that there is none of', async () => {
  const wrong = { quantisation: 'Q2_K' as 'Q8_0' };
  await expect(pullModel(wrong)).rejects.toMatchObject({ argument: 'quantisation' });
});
