import { createMemoryCache, type LevelProbabilities } from '@lb-rerank/core';
import { hash } from 'node:crypto';

const PAIRS = 100_000;
const MOST = 1.5;

/** A cache, or a Map. */
interface Store {
  set(key: string, value: LevelProbabilities): unknown;
}

/**
 * Measures the memory that 100,000 remembered pairs take, beside a plain Map of the same entries.
 *
 * @throws Error where they take more than one and a half times as much, or where neither can be measured.
 */
export function measureCacheMemory(): void {
  // Of the first to be filled a part would be what the other uses too, such as compiled code.
  fill(createMemoryCache(), 1000);
  const [map, cache] = [new Map<string, LevelProbabilities>(), createMemoryCache()];
  const plain = heapOf(() => fill(map, PAIRS));
  const ours = heapOf(() => fill(cache, PAIRS));
  // Both are held until here.
  if (map.get(keyOf(PAIRS - 1)) === undefined || cache.get(keyOf(PAIRS - 1)) === undefined) {
    throw new Error('a remembered pair was forgotten');
  }
  if (plain < 1e6 || ours < 1e6) throw new Error('the heap did not grow, which cannot be');
  console.log(
    `100,000 remembered pairs, against a plain Map       ${(ours / plain).toFixed(2)} (at most ${MOST})   ${(ours / 1e6).toFixed(1)} against ${(plain / 1e6).toFixed(1)} MB`,
  );
  if (ours > MOST * plain) throw new Error(`the cache takes more than ${MOST} times a Map`);
}

function fill(store: Store, pairs: number): void {
  for (let n = 0; n < pairs; n += 1) {
    store.set(keyOf(n), [0.01, 0.02, 0.03, 0.04, 0.1, 0.3, 0.5 + n / 1e9]);
  }
}

const keyOf = (n: number) => hash('sha256', `${n}`, 'base64url');

/** The bytes by which the heap grows for good. */
function heapOf(work: () => void): number {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('run with --expose-gc');
  const settled = () => {
    // One collection may leave what only the next one takes.
    for (let n = 0; n < 3; n += 1) collect();
    return process.memoryUsage().heapUsed;
  };
  const before = settled();
  work();
  return settled() - before;
}
