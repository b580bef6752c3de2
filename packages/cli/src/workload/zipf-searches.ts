import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Search } from './synthetic-searches.ts';

/**
 * Makes an endless supply of the searches given, as people ask: the second as often as the first divided by two, the
 * third by three, and so on (Zipf's law).
 */
export function* zipfSearches(searches: readonly Search[], seed: number): Generator<Search, never> {
  const random = xoroshiro128plus(seed);
  const weights = searches.map((_, index) => 1 / (index + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (;;) {
    let left = uniformFloat64(random) * total;
    const chosen = weights.findIndex((weight) => (left -= weight) < 0);
    // Where rounding has left more than all weights take, -1 is the last one.
    yield searches.at(chosen)!;
  }
}
