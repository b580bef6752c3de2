import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { zipfDraws } from '@lb-rerank/test-engines/workload';
import { cardWay } from './card-way.ts';
import type { Search } from './fresh-searches.ts';
import { rerankEach } from './rerank-each.ts';
import type { Way } from './way.ts';

const CALLERS = 32;
const SEARCHES_A_CALLER = 6;
/** Queries that users draw from, by Zipf's law: a few are asked again and again. */
const QUERIES = 300;
const SEED = 42;

/** The searches that {@link zipfWay} and {@link zipfCardWay} ask for in all, of which fewer are distinct. */
export const ZIPF_SEARCHES = CALLERS * SEARCHES_A_CALLER;

/** Callers at once through the whole stack, with its cache, which is empty at first. */
export function zipfWay(baseURL: string, model: string): Way {
  return (searches) => {
    const reranker = createReranker({
      scorer: createVllmScorer({ baseURL, model, minMass: 0 }),
      deadlineMs: Infinity,
    });
    return askOneByOne(searches, (search) =>
      rerankEach([search], (request) => reranker.rerank(request)),
    );
  };
}

/** The same callers, each pair asked for as the model card does it. */
export function zipfCardWay(baseURL: string, model: string): Way {
  const way = cardWay(baseURL, model);
  return (searches) => askOneByOne(searches, (search) => way([search]));
}

/** Has each caller search as soon as its last search is answered. */
async function askOneByOne(
  searches: readonly Search[],
  ask: (search: Search) => Promise<unknown>,
): Promise<void> {
  const draws = zipfDraws(QUERIES, ZIPF_SEARCHES, SEED);
  const distinct = [...new Set(draws)];
  await Promise.all(
    Array.from({ length: CALLERS }, async (_, caller) => {
      for (let n = 0; n < SEARCHES_A_CALLER; n += 1) {
        const draw = draws[n * CALLERS + caller]!;
        await ask(searches[distinct.indexOf(draw)]!);
      }
    }),
  );
}
