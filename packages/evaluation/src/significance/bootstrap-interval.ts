import { InvalidRequestError } from '@lb-rerank/core';
import { requirePositiveInteger } from '@lb-rerank/core/adapter';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { meanOf } from '../metrics/mean-of.ts';
import { requireValues } from './require-values.ts';
import type { ResamplingOptions } from './resampling-options.ts';

/** The confidence of an interval, and the sampling behind it. */
export interface BootstrapOptions extends ResamplingOptions {
  /** The share of intervals drawn like this that hold the true mean, in (0, 1). @default 0.95 */
  readonly confidence?: number | undefined;
}

/** A mean and the interval around it. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Draws the percentile bootstrap interval of a mean over queries: of a metric, or of its paired differences.
 *
 * @param values one per query.
 * @throws InvalidRequestError where there is none, one is not finite, or `confidence` is not in (0, 1).
 *
 * @example
 * ```ts
 * import { bootstrapInterval } from '@lb-rerank/evaluation';
 *
 * const { mean, low, high } = bootstrapInterval([0.5, 0.25, 0.75, 0.5]);
 * console.log(mean, low < mean, mean < high); // 0.5 true true
 * ```
 */
export function bootstrapInterval(
  values: readonly number[],
  { rounds = 10_000, seed = 1, confidence = 0.95 }: BootstrapOptions = {},
): Interval {
  requireValues('values', values);
  requirePositiveInteger('rounds', rounds);
  if (!(confidence > 0 && confidence < 1)) {
    throw new InvalidRequestError('confidence', 'must be between 0 and 1');
  }
  const random = xoroshiro128plus(seed);
  const means = Array.from({ length: rounds }, () =>
    meanOf(values.map(() => values[uniformInt(random, 0, values.length - 1)]!)),
  ).toSorted((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  return {
    mean: meanOf(values),
    low: quantile(means, tail),
    high: quantile(means, 1 - tail),
  };
}

/** Interpolates between two neighbours by proportion, as numpy and R do by default. */
function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}
