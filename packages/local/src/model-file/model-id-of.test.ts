import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { modelIdOf } from './model-id-of.ts';

test('differs for other weights under the same name, and only for them', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'lb-rerank-mini.gguf');
  const file = await readFile(BUNDLED_MODEL);
  await writeFile(path, file);
  expect(await modelIdOf(path)).toBe(await modelIdOf(BUNDLED_MODEL));
  file.fill(1, file.length - 100);
  await writeFile(path, file);
  expect(await modelIdOf(path)).not.toBe(await modelIdOf(BUNDLED_MODEL));
});

test('names a file shorter than its samples', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'tiny.gguf');
  await writeFile(path, 'GGUF');
  expect(await modelIdOf(path)).toMatch(/^tiny@[0-9a-f]{8}$/);
});
