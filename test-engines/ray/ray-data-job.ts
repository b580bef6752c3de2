import { join } from 'node:path';

import { bytecodeCache } from '../python/bytecode-cache.ts';
import { miniModelFolder } from '../vllm/mini-model-folder.ts';
import { vllmEnvironment } from '../vllm/vllm-environment.ts';
import { rayPython } from './ray-python.ts';

const JOB = join(import.meta.dirname, '..', '..', 'examples', 'ray-data');

/** The call of the job of examples/ray-data on this machine, with its environment and folder. */
export interface RayDataJob {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
}

/** The job on a Ray of its own: two workers with vLLM on the CPU share the mini model's pairs. */
export async function rayDataJob(input: string, output: string): Promise<RayDataJob> {
  return {
    command: await rayPython(),
    args: [
      'score_pairs.py',
      `--input=${input}`,
      `--output=${output}`,
      `--model=${await miniModelFolder()}`,
      '--max-model-len=2048',
      '--workers=2',
      '--gpus-per-worker=0',
      // Reading and writing need both that a small machine has.
      '--cpus-per-worker=0',
      '--batch-size=16',
      `--engine=${JSON.stringify({ dtype: 'float32', enforce_eager: true })}`,
    ],
    env: rayEnvironment(),
    cwd: JOB,
  };
}

/** Gives the call of the job's own tests. */
export async function rayDataJobTests(): Promise<RayDataJob> {
  const tokenizer = join(await miniModelFolder(), 'tokenizer.json');
  return {
    command: await rayPython(),
    args: ['-m', 'unittest'],
    env: { ...rayEnvironment(), TOKENIZER: tokenizer },
    cwd: JOB,
  };
}

/** Two workers share the cores, one thread each. */
function rayEnvironment(): NodeJS.ProcessEnv {
  const { HOME, TMPDIR } = process.env;
  return {
    ...vllmEnvironment('', 1),
    HOME,
    TMPDIR,
    ...bytecodeCache(),
    RAY_USAGE_STATS_ENABLED: '0',
  };
}
