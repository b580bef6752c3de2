import type { Timing } from '../experiment/timing/timing.ts';
import { meanOf } from '../metrics/mean-of.ts';

/** The durations of one model on one collection at one depth, in short. */
export interface TimingSummary {
  /** The number of first hits that were reranked. */
  readonly depth: number;
  /** Queries that were timed. */
  readonly queries: number;
  /** Pairs of a query, on average. */
  readonly pairs: number;
  /** Milliseconds that reranking a query took. */
  readonly meanMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly pairsPerSecond: number;
  /** Milliseconds that the first stage took for a query, median. */
  readonly firstStageMs: number;
  /**
   * The price of the model's machine for 1,000 queries, one after the other; undefined without its price per hour.
   */
  readonly costPer1000Queries: number | undefined;
}

/**
 * Sums up timings, those of each depth for themselves, the smallest depth first.
 *
 * @param pricePerHour of the machine under the model
 *
 * @example
 * ```ts
 * import { timingSummaries } from '@lb-rerank/evaluation/report';
 *
 * const [summary] = timingSummaries([
 *   {
 *     queryId: 'query-1',
 *     firstStage: 'MiniSearch',
 *     modelId: 'lb-reranker',
 *     depth: 100,
 *     pairs: 100,
 *     firstStageMs: 5,
 *     rerankMs: 500,
 *   },
 * ]);
 * console.log(summary?.pairsPerSecond); // 200
 * ```
 */
export function timingSummaries(
  timings: readonly Timing[],
  pricePerHour?: number,
): TimingSummary[] {
  return [...Map.groupBy(timings, ({ depth }) => depth)]
    .toSorted(([a], [b]) => a - b)
    .map(([depth, ofDepth]) => summaryOf(depth, ofDepth, pricePerHour));
}

function summaryOf(
  depth: number,
  timings: readonly Timing[],
  pricePerHour: number | undefined,
): TimingSummary {
  const times = timings.map(({ rerankMs }) => rerankMs).toSorted((a, b) => a - b);
  const meanMs = meanOf(times);
  const pairs = meanOf(timings.map((timing) => timing.pairs));
  return {
    depth,
    queries: timings.length,
    pairs,
    meanMs,
    medianMs: rankedAt(times, 0.5),
    p95Ms: rankedAt(times, 0.95),
    pairsPerSecond: (pairs * 1000) / meanMs,
    firstStageMs: rankedAt(
      timings.map(({ firstStageMs }) => firstStageMs).toSorted((a, b) => a - b),
      0.5,
    ),
    costPer1000Queries:
      pricePerHour === undefined ? undefined : (meanMs * 1000 * pricePerHour) / 3_600_000,
  };
}

/** Finds the smallest value that so many are not above. */
function rankedAt(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
