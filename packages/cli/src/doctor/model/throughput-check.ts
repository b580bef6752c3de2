import type { Scorer } from '@lb-rerank/core';
import { syntheticSearches } from '../../workload/synthetic-searches.ts';
import type { Check } from '../check/check.ts';

const SEARCH_CANDIDATES = 100;
const SIZES = [1, 10, SEARCH_CANDIDATES];

/** A search that took this long is followed by no larger one. */
const ENOUGH_MS = 2000;

/** The wait that someone who searches hardly notices beside the search itself. */
const SLOW_MS = 1000;

/** Measures the wait for the scores of 100 candidates. */
export const throughputCheck: Check<{ readonly scorer: Scorer; readonly signal: AbortSignal }> = {
  title: 'throughput',
  async run({ scorer, signal }) {
    let size = 0;
    let tookMs = 0;
    for (size of SIZES) {
      // A seed of its own each time: a server that was examined before must not know the texts.
      const { value: search } = syntheticSearches(size, Date.now()).next();
      const start = performance.now();
      await scorer.score({ ...search, signal });
      tookMs = performance.now() - start;
      if (tookMs > ENOUGH_MS) break;
    }
    const searchMs = (tookMs * SEARCH_CANDIDATES) / size;
    const pairsPerSecond = (size * 1000) / tookMs;
    const pairs = size === 1 ? 'one pair' : `${size} pairs`;
    const says = `${pairs} of about 280 tokens took ${seconds(tookMs)}: ${pairsPerSecond.toFixed(pairsPerSecond < 10 ? 1 : 0)} pairs/s`;
    if (searchMs <= SLOW_MS) return { status: 'ok', says };
    const estimate =
      size === SEARCH_CANDIDATES
        ? ''
        : `, so up to ${seconds(searchMs)} for ${SEARCH_CANDIDATES} candidates`;
    return {
      status: 'warning',
      says: `${says}${estimate}, which is slow for a search that someone waits for`,
      remedy:
        'run the model on a GPU, rerank fewer candidates, or set a deadline, after which the rest keep the order of the engine; `lb-rerank bench` measures more',
    };
  },
};

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`;
}
