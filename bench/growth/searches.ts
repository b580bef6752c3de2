import { createMemoryCache, createReranker, type Reranker, type Scorer } from '@lb-rerank/core';
import { instantScorer } from '../servers/instant-scorer.ts';
import { cpuOf, type Growth } from './growth.ts';

const WORDS = 'a passage that answers what was asked in some way or other '.repeat(5);
/** Pairs of one measurement, whatever the size. */
const PAIRS = 20_000;
const WINDOW = 10;
let drawn = 0;

/** Candidates that no search had before. */
function freshCandidates(count: number) {
  return Array.from({ length: count }, (_, document) => {
    drawn += 1;
    return { document, passage: `${drawn} ${WORDS}` };
  });
}

async function rerankAll(
  reranker: Reranker,
  windows: readonly ReturnType<typeof freshCandidates>[],
) {
  await Promise.all(
    windows.map(async (candidates, n) => {
      const { outcome } = await reranker.rerank({ query: `asked ${n % 50}`, candidates });
      if (outcome !== 'reranked') throw new Error(`an instant model gave a ${outcome}`);
    }),
  );
}

/** Rank windows one after the other. */
export const windows: Growth = {
  what: 'rank windows of n documents, a pair',
  sizes: [10, 100, 1000, 10_000],
  async costOf(size) {
    const reranker = createReranker({ scorer: instantScorer, cache: false });
    const supply = Array.from({ length: PAIRS / size }, () => freshCandidates(size));
    const spent = await cpuOf(async () => {
      for (const window of supply) await rerankAll(reranker, [window]);
    });
    return spent / PAIRS;
  },
};

/** Callers at once, with a rank window each. */
export const callers: Growth = {
  what: 'n callers at once, a pair',
  sizes: [1, 10, 100, 1000, 3000],
  async costOf(size) {
    const reranker = createReranker({ scorer: instantScorer, cache: false, deadlineMs: Infinity });
    const rounds = Math.max(1, Math.round(PAIRS / WINDOW / size));
    const supply = Array.from({ length: rounds }, () =>
      Array.from({ length: size }, () => freshCandidates(WINDOW)),
    );
    const spent = await cpuOf(async () => {
      for (const round of supply) await rerankAll(reranker, round);
    });
    return spent / (rounds * size * WINDOW);
  },
};

/** Endpoints that share the pairs of 64 callers. */
export const endpoints: Growth = {
  what: 'n endpoints, a pair of 64 callers',
  sizes: [1, 10, 64],
  async costOf(size) {
    const scorer: Scorer[] = Array.from({ length: size }, () => ({ ...instantScorer }));
    const reranker = createReranker({ scorer, cache: false, deadlineMs: Infinity });
    const rounds = Math.round(PAIRS / WINDOW / 64);
    const supply = Array.from({ length: rounds }, () =>
      Array.from({ length: 64 }, () => freshCandidates(WINDOW)),
    );
    const spent = await cpuOf(async () => {
      for (const round of supply) await rerankAll(reranker, round);
    });
    return spent / (rounds * 64 * WINDOW);
  },
};

/** Caches that are full, asked for pairs that they hold. */
export const caches: Growth = {
  what: 'a cache of n pairs, a pair that it holds',
  sizes: [1000, 10_000, 100_000, 1_000_000],
  async costOf(size) {
    const cache = createMemoryCache({ maxBytes: 400 * size });
    const reranker = createReranker({ scorer: instantScorer, cache, deadlineMs: Infinity });
    const rounds = Array.from({ length: Math.min(size, PAIRS) / WINDOW / 100 }, () =>
      Array.from({ length: 100 }, () => freshCandidates(WINDOW)),
    );
    // What is kept lies among what nobody asks for again.
    for (let n = rounds.length * 100 * WINDOW; n < size; n += 1) {
      cache.set(`other ${n}`, [0, 0, 0, 1, 0, 0, 0]);
    }
    for (const round of rounds) await rerankAll(reranker, round);
    const pairs = rounds.length * 100 * WINDOW;
    // A small cache is asked again and again, since little work is less than the clock can tell.
    const times = PAIRS / pairs;
    const spent = await cpuOf(async () => {
      for (let time = 0; time < times; time += 1) {
        for (const round of rounds) await rerankAll(reranker, round);
      }
    });
    return spent / (times * pairs);
  },
};
