import { measureAgainstVllm } from './measure/measure-against-vllm.ts';
import { measureCacheMemory } from './measure/measure-cache-memory.ts';
import { measureOwnCost } from './measure/measure-own-cost.ts';

/** Measures the cost of core itself. */
export async function run(): Promise<void> {
  await measureOwnCost();
  measureCacheMemory();
  await measureAgainstVllm();
}
