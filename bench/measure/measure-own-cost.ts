import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createReranker, createVllmScorer, type Reranker } from '@lb-rerank/core';
import { startNullServer } from '../servers/start-null-server.ts';

const WORDS =
  'retrieval passage of a document that answers what was asked in some way or other '.repeat(13);

/** Documents of 1,000 characters, none like another. */
function candidatesFrom(start: number, count: number) {
  return Array.from({ length: count }, (_, n) => {
    const document = start + n;
    return { document, passage: `${document} ${WORDS}`.slice(0, 1000) };
  });
}

/** Measures the cost of a pair to this process when the model costs nothing. */
export async function measureOwnCost(): Promise<void> {
  using server = await startNullServer();
  const scorer = createVllmScorer({ baseURL: `${server.url}/v1` });
  const reranker = createReranker({ scorer });
  await rerankMany(reranker, 0, 20);

  const uncached = await cpuOf(() => rerankMany(reranker, 20, 50));
  console.log(
    `uncached pair of 1,000 characters   ${(uncached / 50_000).toFixed(1)} µs of the main thread (at most 50)`,
  );
  const cached = await cpuOf(() => rerankMany(reranker, 20, 50));
  console.log(
    `cached pair of 1,000 characters     ${(cached / 50_000).toFixed(1)} µs of the main thread (at most 8)`,
  );

  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await rerankMany(reranker, 100, 20);
  delay.disable();
  console.log(
    `event loop delay p99                ${(delay.percentile(99) / 1e6).toFixed(1)} ms while 1,000 documents are reranked (under 20)`,
  );
}

/** Reranks so many searches of 1,000 documents, one after the other. */
async function rerankMany(reranker: Reranker, start: number, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const candidates = candidatesFrom((start + n) * 1000, 1000);
    const { outcome } = await reranker.rerank({ query: 'what was asked', candidates });
    if (outcome !== 'reranked') throw new Error(`the null server's answers gave a ${outcome}`);
  }
}

/** Microseconds of CPU of this thread. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
