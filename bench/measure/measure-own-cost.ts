import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { startNullServer } from '../servers/start-null-server.ts';
import { answerToBatch, postWithoutUs, workWithoutServer } from '../ways/bare-searches.ts';
import { median } from './median.ts';

const WORDS =
  'retrieval passage of a document that answers what was asked in some way or other '.repeat(13);
const QUERY = 'what was asked';
const DOCUMENTS = 1000;
const SEARCHES = 10;
const ROUNDS = 7;
/** Of the uncached pair, in pieces of reference work. */
const MOST = 3;

/** A search of 1,000 documents of 1,000 characters, none like another. */
function searchFrom(n: number): { query: string; passages: string[] } {
  const passages = Array.from({ length: DOCUMENTS }, (_, document) =>
    `${n * DOCUMENTS + document} ${WORDS}`.slice(0, 1000),
  );
  return { query: QUERY, passages };
}

/**
 * Measures the cost of a pair to this process when the model costs nothing, beside the work that no client can do without:
 * building its request body, hashing it once, reading its answer.
 *
 * @throws Error where an uncached pair costs more than three times that.
 */
export async function measureOwnCost(): Promise<void> {
  using server = await startNullServer();
  const reranker = createReranker({
    scorer: createVllmScorer({ baseURL: `${server.url}/v1` }),
  });
  const rerankAll = async (searches: readonly ReturnType<typeof searchFrom>[]) => {
    for (const { query, passages } of searches) {
      const candidates = passages.map((passage, document) => ({ document, passage }));
      const { outcome } = await reranker.rerank({ query, candidates });
      if (outcome !== 'reranked') throw new Error(`the null server's answers gave a ${outcome}`);
    }
  };
  const answer = await answerToBatch(server.url, searchFrom(0));
  const searchesOf = (round: number) =>
    Array.from({ length: SEARCHES }, (_, n) => searchFrom(1 + round * SEARCHES + n));
  await rerankAll(searchesOf(ROUNDS));

  const figures: { reference: number; uncached: number; cached: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const searches = searchesOf(round);
    const reference = await cpuOf(async () => {
      for (const search of searches) workWithoutServer(search, answer);
    });
    const uncached = await cpuOf(() => rerankAll(searches));
    const cached = await cpuOf(() => rerankAll(searches));
    figures.push({ reference, uncached, cached });
  }
  const perPair = (name: keyof (typeof figures)[0]) =>
    median(figures.map((round) => round[name])) / (SEARCHES * DOCUMENTS);
  const ratioOf = (name: 'uncached' | 'cached') =>
    median(figures.map((round) => round[name] / round.reference));
  console.log(
    `reference work for a pair of 1,000 characters       ${perPair('reference').toFixed(1)} µs of the main thread`,
  );
  for (const name of ['uncached', 'cached'] as const) {
    const most = name === 'uncached' ? ` (at most ${MOST})` : '';
    console.log(
      `${`${name} pair, in pieces of it`.padEnd(52)}${ratioOf(name).toFixed(2)}${most}   ${perPair(name).toFixed(1)} µs`,
    );
  }

  const ours = await delayOf(() => rerankAll(searchesOf(ROUNDS + 1)));
  const without = await delayOf(async () => {
    for (const search of searchesOf(ROUNDS + 2)) await postWithoutUs(server.url, search);
  });
  console.log(
    `event loop delay p99, against a loop without us     ${(ours / without).toFixed(2)}   ${ours.toFixed(1)} against ${without.toFixed(1)} ms`,
  );
  if (ratioOf('uncached') > MOST) {
    throw new Error(`an uncached pair costs more than ${MOST} times the reference work`);
  }
}

/** The 99th percentile of the event loop's delay during some work, in milliseconds. */
async function delayOf(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.percentile(99) / 1e6;
}

/** Microseconds of CPU of this thread. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
