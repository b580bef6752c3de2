import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { runTool } from '../machinery/run-tool.ts';
import { miniModelFolder } from './mini-model-folder.ts';
import { vllmPython } from './vllm-python.ts';

const SCRIPT = join(import.meta.dirname, 'random-twin.py');

/** A tiny Qwen2 with random weights and the real tokenizer, for benchmarks of clients. */
export async function randomTwinFolder(): Promise<string> {
  const version = createHash('sha256')
    .update(await readFile(SCRIPT))
    .digest('hex')
    .slice(0, 12);
  return buildOnce(cacheFolder(`random-twin-${version}`), async (folder) => {
    await runTool(await vllmPython(), [SCRIPT, await miniModelFolder(), folder]);
  });
}
