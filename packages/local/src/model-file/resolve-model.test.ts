import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { serveHub } from '../testing/serve-hub.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { resolveModel } from './resolve-model.ts';

const NOWHERE = 'http://127.0.0.1:9';

test('takes the path given before all else', async () => {
  const environment = { LB_RERANK_MODEL: '/elsewhere.gguf' };
  expect(await resolveModel({ modelPath: BUNDLED_MODEL, environment })).toEqual({
    path: BUNDLED_MODEL,
    origin: 'argument',
    isStandIn: true,
  });
});

test('takes the path in LB_RERANK_MODEL before the cache folder', async () => {
  await using folder = await temporaryFolder();
  const named = join(folder.path, 'mine.gguf');
  await writeFile(named, '');
  await writeFile(join(folder.path, 'lb-reranker-0.5B-v1.0-Q8_0.gguf'), 'GGUF');
  const environment = { LB_RERANK_MODEL: named, LB_RERANK_CACHE: folder.path };
  expect(await resolveModel({ environment })).toMatchObject({ path: named, isStandIn: false });
});

test('knows a copy of the stand-in by what it holds, whatever it is called', async () => {
  await using folder = await temporaryFolder();
  const copy = join(folder.path, 'lb-reranker-0.5B-v1.0-Q8_0.gguf');
  await copyFile(BUNDLED_MODEL, copy);
  expect(await resolveModel({ modelPath: copy })).toMatchObject({ path: copy, isStandIn: true });
  const environment = { LB_RERANK_CACHE: folder.path };
  expect(await resolveModel({ environment })).toMatchObject({ origin: 'cache', isStandIn: true });
});

test.each(['modelPath', 'LB_RERANK_MODEL'])(
  'never falls back where the file in %s does not exist',
  async (where) => {
    const path = '/no/such/model.gguf';
    const options =
      where === 'modelPath' ? { modelPath: path } : { environment: { LB_RERANK_MODEL: path } };
    const resolving = resolveModel(options);
    await expect(resolving).rejects.toMatchObject({ code: 'model_file', url: path });
    await expect(resolving).rejects.toThrow(`${where} must name a GGUF`);
  },
);

test('takes any quantisation that is in the cache folder before it asks the hub', async () => {
  await using folder = await temporaryFolder();
  const cached = join(folder.path, 'lb-reranker-0.5B-v1.0-Q4_K_M.gguf');
  await writeFile(cached, 'GGUF');
  const environment = { LB_RERANK_CACHE: folder.path, HF_ENDPOINT: NOWHERE };
  expect(await resolveModel({ environment })).toEqual({
    path: cached,
    origin: 'cache',
    isStandIn: false,
  });
});

test('fetches the model from the hub where it is nowhere else', async () => {
  await using hub = await serveHub(await readFile(BUNDLED_MODEL));
  await using folder = await temporaryFolder();
  const environment = { LB_RERANK_CACHE: folder.path, HF_ENDPOINT: `${hub.url}/` };
  const onProgress = vi.fn<() => void>();
  const resolved = await resolveModel({ environment, onProgress, quantisation: 'Q4_K_M' });
  expect(resolved).toEqual({
    path: join(folder.path, 'lb-reranker-0.5B-v1.0-Q4_K_M.gguf'),
    origin: 'hub',
    isStandIn: false,
  });
  expect(onProgress).toHaveBeenCalled();
});

test.each(['LB_RERANK_OFFLINE', 'HF_HUB_OFFLINE'])(
  'asks no hub where %s is 1, and says that the mini model is a stand-in',
  async (name) => {
    await using hub = await serveHub(Buffer.from('GGUF'));
    await using folder = await temporaryFolder();
    const onNotice = vi.fn<(line: string) => void>();
    const environment = { LB_RERANK_CACHE: folder.path, HF_ENDPOINT: hub.url, [name]: '1' };
    const resolved = await resolveModel({ environment, onNotice });
    expect(resolved).toEqual({ path: BUNDLED_MODEL, origin: 'bundled', isStandIn: true });
    expect(hub.bytesSent).toBe(0);
    expect(onNotice.mock.calls).toEqual([
      ['Model: the bundled mini model, a stand-in for tests and demos, not the LB Reranker.'],
      ['For the real one: go online (this run is offline), or its GGUF in LB_RERANK_MODEL.'],
    ]);
  },
);

test.each([
  ['refuses connections', undefined, 'the hub does not answer'],
  ['never answers', { silent: true }, 'the hub does not answer'],
  ['has no such file', { status: 404 }, 'the hub answered with HTTP 404'],
])('falls back within 3 seconds where the hub %s', async (_case, faults, problem) => {
  await using hub = await serveHub(Buffer.from('GGUF'), faults);
  await using folder = await temporaryFolder();
  const onNotice = vi.fn<(line: string) => void>();
  const HF_ENDPOINT = faults === undefined ? NOWHERE : hub.url;
  const startedAt = performance.now();
  const { origin } = await resolveModel({
    environment: { LB_RERANK_CACHE: folder.path, HF_ENDPOINT },
    onNotice,
  });
  expect(origin).toBe('bundled');
  expect(performance.now() - startedAt).toBeLessThan(3000);
  expect(onNotice.mock.calls).toEqual([
    ['Model: the bundled mini model, a stand-in for tests and demos, not the LB Reranker.'],
    [
      `For the real one: a mirror of ${new URL(HF_ENDPOINT).host} in HF_ENDPOINT (${problem}), or its GGUF in LB_RERANK_MODEL.`,
    ],
  ]);
});

test('ends with the reason of a signal that aborts while the hub is asked', async () => {
  await using hub = await serveHub(Buffer.from('GGUF'), { silent: true });
  await using folder = await temporaryFolder();
  const caller = new AbortController();
  const environment = { LB_RERANK_CACHE: folder.path, HF_ENDPOINT: hub.url };
  const onNotice = vi.fn<() => void>();
  const resolving = resolveModel({ environment, onNotice, signal: caller.signal });
  const reason = new Error('the caller went away');
  setTimeout(() => caller.abort(reason), 20);
  await expect(resolving).rejects.toBe(reason);
  expect(onNotice).not.toHaveBeenCalled();
});
