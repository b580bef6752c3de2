import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalScorer } from '@lb-rerank/local';
import type { Search } from '../ways/fresh-searches.ts';
import { QWEN_05B, writeRandomGguf } from '../gguf/write-random-gguf.ts';

const PASSAGES = 100;
const IN_TURN = 10;

/** Random weights of the real model's size: its answers mean nothing, its memory and speed do. */
export async function measureRealShape(
  supply: AsyncGenerator<Search, never>,
  vocabularyFrom: string,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-bench-'));
  try {
    const modelPath = join(folder, 'random-0.5B-Q8_0.gguf');
    await writeRandomGguf(modelPath, QWEN_05B, vocabularyFrom);
    const searches: Search[] = [];
    while (searches.length < 4) searches.push((await supply.next()).value);
    const passages = searches.flatMap((search) => search.passages).slice(0, PASSAGES);
    const environment = { LB_RERANK_CACHE: folder };
    const options = { modelPath, environment, gpu: false, minMass: 0 } as const;
    const before = process.memoryUsage().rss;
    await using bytes = await createLocalScorer({ ...options, engine: 'onnxruntime' });
    const taken = (process.memoryUsage().rss - before) / 1e9;
    await using blocks = await createLocalScorer(options);
    const tookMs = { bytes: 0, blocks: 0 };
    // In turns, as other programs take now more and now less of the machine.
    for (let from = 0; from < PASSAGES; from += IN_TURN) {
      const part = passages.slice(from, from + IN_TURN);
      for (const [name, scorer] of Object.entries({ bytes, blocks })) {
        const startedAt = performance.now();
        await scorer.score({ query: searches[0]!.query, passages: part });
        tookMs[name as keyof typeof tookMs] += performance.now() - startedAt;
      }
    }
    const rate = (ms: number) => ((PASSAGES * 1000) / ms).toFixed(2);
    console.log(
      `random weights of the real model's shape, ${PASSAGES} passages: ONNX Runtime ${(tookMs.blocks / tookMs.bytes).toFixed(2)} times as fast as llama.cpp, Q8_0 (at least 1.50), ${rate(tookMs.bytes)} against ${rate(tookMs.blocks)} pairs/s; ${taken.toFixed(2)} GB resident (under 1.50)`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
