import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { runTool } from '../machinery/run-tool.ts';
import { miniModelFolder } from './mini-model-folder.ts';
import { vllmPython } from './vllm-python.ts';

const SCRIPT = join(import.meta.dirname, 'random-shape.py');

/** Random weights in the shape of a known reranker, two gigabytes of them, for benchmarks of models. */
export async function randomShapeFolder(
  shape: 'lb-reranker' | 'bge-reranker-v2-m3',
): Promise<string> {
  const version = createHash('sha256')
    .update(await readFile(SCRIPT))
    .digest('hex')
    .slice(0, 12);
  return buildOnce(cacheFolder(`random-${shape}-${version}`), async (folder) => {
    await runTool(await vllmPython(), [SCRIPT, shape, await miniModelFolder(), folder]);
  });
}
