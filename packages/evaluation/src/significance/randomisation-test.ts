import { requirePositiveInteger } from '@lb-rerank/core/adapter';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { meanOf } from '../metrics/mean-of.ts';
import { requireValues } from './require-values.ts';
import type { ResamplingOptions } from './resampling-options.ts';

/** The outcome of a paired test. */
export interface RandomisationResult {
  /** The mean difference. */
  readonly difference: number;
  /** The probability, by chance alone, of a mean difference at least as large in either direction; in (0, 1]. */
  readonly pValue: number;
}

/** Sums of the same numbers in another order may differ by this much. */
const ROUNDING = 1e-12;

/**
 * Fisher's paired randomisation test, two-sided: if both systems were alike, each query's difference could as well have
 * the other sign (source: Smucker, Allan, Carterette, CIKM 2007).
 *
 * @param differences one per query, as from `pairedDifferences`.
 * @throws InvalidRequestError where there is none, or one is not finite.
 *
 * @example
 * ```ts
 * import { bootstrapInterval, randomisationTest } from '@lb-rerank/evaluation';
 *
 * // NDCG@10 after less before, for each query.
 * const gains = [0.2, 0.1, 0.3, -0.05, 0.15, 0.2, 0.25, 0.1];
 * console.log(randomisationTest(gains).pValue < 0.05, bootstrapInterval(gains).low > 0); // true true
 * ```
 */
export function randomisationTest(
  differences: readonly number[],
  { rounds = 10_000, seed = 1 }: ResamplingOptions = {},
): RandomisationResult {
  requireValues('differences', differences);
  requirePositiveInteger('rounds', rounds);
  const random = xoroshiro128plus(seed);
  const observed = Math.abs(meanOf(differences));
  let asExtreme = 0;
  for (let round = 0; round < rounds; round += 1) {
    const flipped = meanOf(differences.map((value) => (random.next() < 0 ? -value : value)));
    if (Math.abs(flipped) >= observed - ROUNDING) asExtreme += 1;
  }
  // The observed signs are one of the possible outcomes too, so that no p-value is ever 0.
  return { difference: meanOf(differences), pValue: (asExtreme + 1) / (rounds + 1) };
}
