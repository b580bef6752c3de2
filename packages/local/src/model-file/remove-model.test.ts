import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { listModels } from './list-models.ts';
import { removeModel } from './remove-model.ts';

test('deletes a pulled file and what a broken download left, and nothing else', async () => {
  await using folder = await temporaryFolder();
  const environment = { LB_RERANK_CACHE: folder.path };
  const fileName = 'lb-reranker-0.5B-v1.0-Q8_0.gguf';
  const others = ['lb-reranker-0.5B-v1.0-Q4_K_M.gguf', 'mine.gguf'];
  for (const name of [fileName, `${fileName}.download.ipull`, ...others]) {
    await writeFile(join(folder.path, name), 'GGUF');
  }
  const removed = await removeModel({ quantisation: 'Q8_0', environment });
  expect(removed).toEqual([
    join(folder.path, fileName),
    join(folder.path, `${fileName}.download.ipull`),
  ]);
  expect(await readdir(folder.path)).toEqual(others);
  expect(listModels(environment).map(({ path }) => path !== null)).toEqual([true, false, false]);
});

test('deletes nothing where there is nothing', async () => {
  const environment = { LB_RERANK_CACHE: '/no/such/folder' };
  expect(await removeModel({ quantisation: 'f16', environment })).toEqual([]);
});
