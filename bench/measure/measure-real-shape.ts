import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalScorer } from '@lb-rerank/local';
import type { Search } from '../ways/fresh-searches.ts';
import { QWEN_05B, writeRandomGguf } from '../gguf/write-random-gguf.ts';

/** Random weights of the real model's size: its answers mean nothing, its memory and speed do. */
export async function measureRealShape(
  supply: AsyncGenerator<Search, never>,
  vocabularyFrom: string,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-bench-'));
  try {
    const modelPath = join(folder, 'random-0.5B-Q8_0.gguf');
    await writeRandomGguf(modelPath, QWEN_05B, vocabularyFrom);
    const before = process.memoryUsage().rss;
    await using scorer = await createLocalScorer({ modelPath, gpu: false, minMass: 0 });
    const searches: Search[] = [];
    while (searches.length < 4) searches.push((await supply.next()).value);
    const passages = searches.flatMap((search) => search.passages).slice(0, 100);
    const startedAt = performance.now();
    await scorer.score({ query: searches[0]!.query, passages });
    const seconds = (performance.now() - startedAt) / 1000;
    const taken = (process.memoryUsage().rss - before) / 1e9;
    console.log(
      `random weights of the real model's shape, Q8_0, 100 passages: ${taken.toFixed(2)} GB resident (under 1.50), ${(100 / seconds).toFixed(2)} pairs/s`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
