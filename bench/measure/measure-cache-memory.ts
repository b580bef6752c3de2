import { createMemoryCache } from '@lb-rerank/core';
import { hash } from 'node:crypto';

/** The memory that 100,000 remembered pairs take. */
export function measureCacheMemory(): void {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('run with --expose-gc');
  const cache = createMemoryCache();
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 100_000; n += 1) {
    cache.set(hash('sha256', `${n}`, 'base64url'), [
      0.01,
      0.02,
      0.03,
      0.04,
      0.1,
      0.3,
      0.5 + n / 1e9,
    ]);
  }
  collect();
  const taken = process.memoryUsage().heapUsed - before;
  console.log(`100,000 remembered pairs            ${(taken / 1e6).toFixed(1)} MB (at most 40)`);
  if (cache.get(hash('sha256', '99999', 'base64url')) === undefined) throw new Error('forgot');
}
