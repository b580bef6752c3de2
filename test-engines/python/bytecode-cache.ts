import { cacheFolder } from '../machinery/cache/cache-folder.ts';

/**
 * The variables that let Python keep what it compiles in our cache: importing vLLM or Ray takes half as long the second
 * time, and no folder of sources gets a `__pycache__`.
 */
export function bytecodeCache(): NodeJS.ProcessEnv {
  return { PYTHONPYCACHEPREFIX: cacheFolder('bytecode'), PYTHONDONTWRITEBYTECODE: '' };
}
