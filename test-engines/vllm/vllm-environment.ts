import { availableParallelism } from 'node:os';

import { cacheFolder } from '../machinery/cache/cache-folder.ts';

/**
 * The variables that vLLM is run with on the CPU, whichever of its programs it is.
 *
 * @param threads of the model; all cores but one unless said otherwise.
 */
export function vllmEnvironment(
  runFolder: string,
  threads: number = Math.max(1, availableParallelism() - 1),
): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: runFolder,
    TMPDIR: runFolder,
    // Some functions are compiled at their first call, even when eager: no C++ compiler, and the server dies of it.
    TORCHDYNAMO_DISABLE: '1',
    VLLM_CACHE_ROOT: cacheFolder('vllm-cache'),
    VLLM_TARGET_DEVICE: 'cpu',
    VLLM_CPU_KVCACHE_SPACE: '1',
    // The model runs in the engine's own process: one less to start, which takes a quarter of the time.
    VLLM_ENABLE_V1_MULTIPROCESSING: '0',
    // Several servers at once would bind their threads to the same cores.
    VLLM_CPU_OMP_THREADS_BIND: 'nobind',
    OMP_NUM_THREADS: `${threads}`,
    HF_HUB_OFFLINE: '1',
    VLLM_NO_USAGE_STATS: '1',
    DO_NOT_TRACK: '1',
  };
}
