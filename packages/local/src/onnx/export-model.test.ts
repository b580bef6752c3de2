import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { exportModel } from './export-model.ts';

const settings = { levelTokens: [1, 2, 3, 4, 5, 6, 7], onNotice: () => {} };

test('leaves nothing of a conversion that failed half-way', async () => {
  await using temporary = await temporaryFolder();
  const torn = join(temporary.path, 'torn.gguf');
  const whole = await readFile(BUNDLED_MODEL);
  await writeFile(torn, whole.subarray(0, Math.floor(whole.length * 0.9)));
  const folder = join(temporary.path, 'onnx');
  const exporting = exportModel(torn, { ...settings, folder });
  await expect(exporting).rejects.toThrow('is incomplete: get it again');
  expect(await readdir(folder)).toEqual([]);
});

test('says what keeps a folder from being written', async () => {
  await using temporary = await temporaryFolder();
  const file = join(temporary.path, 'file');
  await writeFile(file, '');
  const folder = join(file, 'onnx');
  const exporting = exportModel(BUNDLED_MODEL, { ...settings, folder });
  await expect(exporting).rejects.toThrow(
    /cannot be converted into .*onnx \(ENOTDIR: .*\); name another cache folder in LB_RERANK_CACHE$/,
  );
});
