import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { verifyDownload } from './verify-download.ts';

const URL = 'http://127.0.0.1/model.gguf';
const content = 'GGUF and weights';
const expected = {
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};

test('cuts off the progress that the downloader left behind the end of a whole file', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'model.gguf.download');
  await writeFile(path, `${content}{"chunks":[2],"chunkSize":5242880}`);
  await verifyDownload(path, URL, expected);
  expect(await readFile(path, 'utf8')).toBe(content);
});

test.each([
  ['too short', content.slice(0, -1), '15 of 16 bytes'],
  ['of other bytes', content.replace('weights', 'WEIGHTS'), 'wrong checksum'],
])('deletes a file that is %s', async (_case, arrived, problem) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'model.gguf.download');
  await writeFile(path, arrived);
  await expect(verifyDownload(path, URL, expected)).rejects.toThrow(problem);
  expect(await readdir(folder.path)).toEqual([]);
});
