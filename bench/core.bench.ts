import { measureAgainstVllm } from './against-vllm.ts';
import { measureCacheMemory } from './cache-memory.ts';
import { measureOwnCost } from './own-cost.ts';

/** What core itself costs. */
export async function run(): Promise<void> {
  await measureOwnCost();
  measureCacheMemory();
  await measureAgainstVllm();
}
