import { cacheFolder } from '../cache-folder.ts';

/** What vLLM is run with on the CPU, whichever of its programs it is. */
export function vllmEnvironment(runFolder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: runFolder,
    TMPDIR: runFolder,
    // Some functions are compiled at their first call, even when eager: no C++ compiler, and the server dies of it.
    TORCHDYNAMO_DISABLE: '1',
    VLLM_CACHE_ROOT: cacheFolder('vllm-cache'),
    VLLM_TARGET_DEVICE: 'cpu',
    VLLM_CPU_KVCACHE_SPACE: '1',
    VLLM_CPU_OMP_THREADS_BIND: 'auto',
    HF_HUB_OFFLINE: '1',
    VLLM_NO_USAGE_STATS: '1',
    DO_NOT_TRACK: '1',
  };
}
