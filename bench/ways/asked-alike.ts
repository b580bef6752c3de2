import { zipfDraws } from '@lb-rerank/test-engines/workload';
import type { Way } from './way.ts';

/** The same number of searches where callers ask as users do: some for the same, at the same time. */
export function askedAlike(way: Way): Way {
  return (searches) => {
    const draws = popularQueries(searches.length);
    const distinct = [...new Set(draws)];
    return way(draws.map((draw) => searches[distinct.indexOf(draw)]!));
  };
}

/** Draws the query that each caller asks, of 300, by Zipf's law. */
export const popularQueries = (callers: number): number[] => zipfDraws(300, callers, 42);
