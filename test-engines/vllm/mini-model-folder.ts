import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { runTool } from '../machinery/run-tool.ts';
import { MINI_MODEL } from './mini-model.ts';
import { vllmPython } from './vllm-python.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const SCRIPT = join(REPOSITORY, 'tools', 'mini-model', 'gguf-to-hugging-face.py');

/** The bundled mini model as a Hugging Face folder: the very weights that the local scorer runs on. */
export async function miniModelFolder(): Promise<string> {
  const hash = createHash('sha256');
  for (const path of [MINI_MODEL, SCRIPT]) hash.update(await readFile(path));
  const version = hash.digest('hex').slice(0, 12);
  return buildOnce(cacheFolder(`lb-rerank-mini-${version}`), async (folder) => {
    await runTool(await vllmPython(), [SCRIPT, MINI_MODEL, folder]);
  });
}
