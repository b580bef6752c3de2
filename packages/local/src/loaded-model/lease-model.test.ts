import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { leaseModel } from './lease-model.ts';

// Loading takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const file = await readFile(BUNDLED_MODEL);

function withArchitecture(name: string): Buffer {
  const changed = Buffer.from(file);
  changed.write(name, changed.indexOf('qwen2', changed.indexOf('general.architecture')));
  return changed;
}

test.each([
  ['is no GGUF', Buffer.from('{"model": 1}'), 'is not a GGUF file; give a GGUF made from'],
  ['is empty', Buffer.alloc(0), 'is not a GGUF file'],
  ['is cut in its weights', file.subarray(0, 8_000_000), 'incomplete or damaged: get it again'],
  ['is cut in its header', file.subarray(0, 1_000_000), 'incomplete or damaged: get it again'],
  ['is another model', withArchitecture('llama'), 'its architecture is llama, not qwen2'],
])('refuses a file that %s, and says what to do', async (_case, content, problem) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'model.gguf');
  await writeFile(path, content);
  const leasing = leaseModel(path, { gpu: false });
  await expect(leasing).rejects.toThrow(problem);
  await expect(leasing).rejects.toMatchObject({ code: 'model_file', url: path });
});

test('loads a file once for all who hold it, and again after the last let go', async () => {
  const [one, other] = await Promise.all([
    leaseModel(BUNDLED_MODEL, { gpu: false }),
    leaseModel(BUNDLED_MODEL, { gpu: false }),
  ]);
  expect(other.value).toBe(one.value);
  await one.release();
  await one.release();
  expect(other.value.model.disposed).toBe(false);
  await other.release();
  expect(other.value.llama.disposed).toBe(true);
  const again = await leaseModel(BUNDLED_MODEL, { gpu: false });
  expect(again.value).not.toBe(one.value);
  await again.release();
});
