import { zipfDraws } from '@lb-rerank/test-engines/workload';
import type { Way } from './way.ts';

/** The same number of windows where callers ask as users do: some for the same, at the same time. */
export function askedAlike(way: Way): Way {
  return (windows) => {
    const draws = popularQueries(windows.length);
    const distinct = [...new Set(draws)];
    return way(draws.map((draw) => windows[distinct.indexOf(draw)]!));
  };
}

/** Draws the query that each caller asks, of 300, by Zipf's law. */
export const popularQueries = (callers: number): number[] => zipfDraws(300, callers, 42);
