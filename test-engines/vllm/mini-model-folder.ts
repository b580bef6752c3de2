import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { MissingRequirementError } from '../machinery/missing-requirement-error.ts';
import { runTool } from '../machinery/run-tool.ts';
import { MINI_MODEL } from './mini-model.ts';
import { vllmPython } from './vllm-python.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const SCRIPT = join(REPOSITORY, 'tools', 'mini-model', 'gguf-to-hugging-face.py');

/** The bundled mini model as a Hugging Face folder: the very weights that the local scorer runs on. */
export async function miniModelFolder(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of await Promise.all([MINI_MODEL, SCRIPT].map(readSource))) hash.update(source);
  const version = hash.digest('hex').slice(0, 12);
  return buildOnce(cacheFolder(`lb-rerank-mini-${version}`), async (folder) => {
    await runTool(await vllmPython(), [SCRIPT, MINI_MODEL, folder]);
  });
}

async function readSource(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new MissingRequirementError(`the mini model's ${path} cannot be read`, { cause });
  }
}
