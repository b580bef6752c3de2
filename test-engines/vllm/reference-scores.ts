import { join } from 'node:path';

import { execa } from 'execa';

import { bytecodeCache } from '../python/bytecode-cache.ts';
import { miniModelFolder } from './mini-model-folder.ts';
import { vllmPython } from './vllm-python.ts';

const SCRIPT = join(import.meta.dirname, 'reference-scores.py');

/** A pair to be scored; neither text is prepared or cut. */
export interface ReferencePair {
  query: string;
  passage: string;
}

/**
 * Computes p("1")..p("7") of each pair by transformers on the weights that the vLLM engine serves.
 *
 * It shares no line with our scorers, prompt or tokenizer, and so can judge them.
 */
export async function computeReferenceProbabilities(
  pairs: readonly ReferencePair[],
): Promise<number[][]> {
  const { stdout } = await execa(await vllmPython(), [SCRIPT, await miniModelFolder()], {
    input: pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''),
    env: { HF_HUB_OFFLINE: '1', ...bytecodeCache() },
  });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as number[]);
}
