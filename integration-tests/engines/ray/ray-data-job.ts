import { join } from 'node:path';

import { cacheFolder } from '../cache-folder.ts';
import { miniModelFolder } from '../vllm/mini-model-folder.ts';
import { rayPython } from './ray-python.ts';

const JOB = join(import.meta.dirname, '..', '..', '..', 'examples', 'ray-data');

/** How the job of examples/ray-data is called on this machine, and in which environment and folder. */
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
    env: await rayEnvironment(),
    cwd: JOB,
  };
}

/** What the job's own tests run in. */
export async function rayDataJobTests(): Promise<RayDataJob> {
  const tokenizer = join(await miniModelFolder(), 'tokenizer.json');
  return {
    command: await rayPython(),
    args: ['-m', 'unittest'],
    env: { ...(await rayEnvironment()), TOKENIZER: tokenizer },
    cwd: JOB,
  };
}

async function rayEnvironment(): Promise<NodeJS.ProcessEnv> {
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PYTHONDONTWRITEBYTECODE: '1',
    RAY_USAGE_STATS_ENABLED: '0',
    TORCHDYNAMO_DISABLE: '1',
    VLLM_CACHE_ROOT: cacheFolder('vllm-cache'),
    VLLM_TARGET_DEVICE: 'cpu',
    VLLM_CPU_KVCACHE_SPACE: '1',
    // Two workers would bind their threads to the same cores.
    VLLM_CPU_OMP_THREADS_BIND: 'nobind',
    OMP_NUM_THREADS: '1',
    // In the worker's own process, so that nothing outlives it.
    VLLM_ENABLE_V1_MULTIPROCESSING: '0',
    HF_HUB_OFFLINE: '1',
    VLLM_NO_USAGE_STATS: '1',
    DO_NOT_TRACK: '1',
  };
}
