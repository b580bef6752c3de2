import { stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { requireModelFile } from './require-model-file.ts';

test('refuses a model larger than the memory, and says how to make do', async () => {
  const { size } = await stat(BUNDLED_MODEL);
  await expect(requireModelFile(BUNDLED_MODEL, size)).resolves.toBeUndefined();
  const requiring = requireModelFile(BUNDLED_MODEL, size - 1);
  await expect(requiring).rejects.toMatchObject({ code: 'model_memory', isRetryable: true });
  await expect(requiring).rejects.toThrow('take a smaller quantisation (Q4_K_M)');
});

test('refuses a folder', async () => {
  await expect(requireModelFile('/')).rejects.toMatchObject({ code: 'model_file', url: '/' });
});
