import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { runTool } from '../machinery/run-tool.ts';
import { MINI_MODEL } from './mini-model.ts';
import { vllmPython } from './vllm-python.ts';

const SCRIPT = join(import.meta.dirname, 'gguf-of-type.py');

/** The bundled mini model as a GGUF whose matrices are all of one type. */
export async function miniModelOfType(type: 'F32' | 'Q8_0'): Promise<string> {
  const hash = createHash('sha256').update(await readFile(MINI_MODEL));
  const version = hash
    .update(await readFile(SCRIPT))
    .digest('hex')
    .slice(0, 12);
  const folder = await buildOnce(cacheFolder(`lb-rerank-mini-${type}-${version}`), async (into) => {
    await runTool(await vllmPython(), [SCRIPT, MINI_MODEL, join(into, 'model.gguf'), type]);
  });
  return join(folder, 'model.gguf');
}
