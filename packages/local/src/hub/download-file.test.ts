import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { serveHub } from '../testing/serve-hub.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { downloadFile } from './download-file.ts';

const ANSWER_MS = 200;

test('fetches nothing after it was aborted before the hub answered', async () => {
  await using hub = await serveHub(await readFile(BUNDLED_MODEL), { answersAfterMs: ANSWER_MS });
  await using folder = await temporaryFolder();
  const caller = new AbortController();
  const downloading = downloadFile({
    url: `${hub.url}/model.gguf`,
    folder: folder.path,
    fileName: 'model.gguf',
    onProgress: () => {},
    stallMs: 3000,
    signal: caller.signal,
  });
  setTimeout(() => caller.abort(new Error('gone')), ANSWER_MS / 2);
  await expect(downloading).rejects.toThrow('gone');
  await sleep(10 * ANSWER_MS);
  expect(hub.bytesAskedFor).toBe(0);
  expect(await readdir(folder.path)).toEqual([]);
});
