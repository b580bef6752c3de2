import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { ModelDownloadError } from '../errors/model-download-error.ts';
import { serveHub } from '../testing/serve-hub.ts';
import { servePortal } from '../testing/serve-portal.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { listModels } from './list-models.ts';
import { pullModel } from './pull-model.ts';
import { resolveModel } from './resolve-model.ts';

vi.setConfig({ testTimeout: 60_000 });

const file = await readFile(BUNDLED_MODEL);
const fileName = 'lb-reranker-0.5B-v1.0-Q8_0.gguf';
const PAGE = '<!doctype html><title>Sign in</title>';

function optionsFor(hub: { url: string }, folder: { path: string }) {
  return {
    quantisation: 'Q8_0',
    stallMs: 3000,
    onNotice: vi.fn<(line: string) => void>(),
    onProgress: () => {},
    environment: { HF_ENDPOINT: hub.url, LB_RERANK_CACHE: folder.path },
  } as const;
}

test.each([
  [
    'answers everything with a page',
    await servePortal('page'),
    'answered with a web page; sign in',
  ],
  [
    'sends everybody to a page',
    await servePortal('redirect'),
    'no GGUF file and was deleted; sign in',
  ],
  [
    'gives a page for the file',
    await servePortal('page of the file'),
    'no GGUF file and was deleted',
  ],
  ['does not call its page one', await servePortal('unnamed page'), 'no GGUF file and was deleted'],
  ['gives an empty file', await servePortal('nothing'), 'no GGUF file'],
  ['gives half of the file', await servePortal('file', file.subarray(0, 6e6)), 'arrived damaged'],
  [
    'gives the first bytes',
    await servePortal('file', Buffer.from('GGUF and no more')),
    'arrived damaged',
  ],
])('keeps nothing of a network that %s, and pulls once it is gone', async (_, network, problem) => {
  await using portal = network;
  await using folder = await temporaryFolder();
  const pulling = pullModel(optionsFor(portal, folder));
  await expect(pulling).rejects.toThrow(problem);
  await expect(pulling).rejects.toBeInstanceOf(ModelDownloadError);
  expect((await readdir(folder.path)).filter((name) => !name.endsWith('.ipull'))).toEqual([]);
  await using hub = await serveHub(file);
  expect(file.equals(await readFile(await pullModel(optionsFor(hub, folder))))).toBe(true);
});

test('fetches a file again that was kept and is a page', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, fileName), PAGE);
  await using hub = await serveHub(file);
  const options = optionsFor(hub, folder);
  const { path, origin } = await resolveModel(options);
  expect(origin).toBe('hub');
  expect(options.onNotice).toHaveBeenCalledWith(`${path} is no GGUF file, and is not used.`);
  expect(file.equals(await readFile(path))).toBe(true);

  await writeFile(path, PAGE);
  expect(listModels(options.environment).map((model) => model.path)).toEqual([null, null, null]);
  expect(file.equals(await readFile(await pullModel(options)))).toBe(true);
});

test('takes the stand-in, and says why, where a page is in the place of the hub and of the file', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, fileName), PAGE);
  await using portal = await servePortal('page');
  const options = optionsFor(portal, folder);
  expect(await resolveModel(options)).toMatchObject({ origin: 'bundled', isStandIn: true });
  expect(options.onNotice).toHaveBeenLastCalledWith(
    expect.stringContaining('the hub answered with a web page'),
  );
});
