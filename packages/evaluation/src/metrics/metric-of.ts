import { InvalidRequestError } from '@lb-rerank/core';
import { averagePrecision } from './average-precision.ts';
import type { JudgedRanking } from './judged-ranking.ts';
import type { MetricKind } from './metric-name.ts';
import { ndcg } from './ndcg.ts';
import { precision } from './precision.ts';
import { recall } from './recall.ts';
import { reciprocalRank } from './reciprocal-rank.ts';

const METRICS: Record<MetricKind, (ranking: JudgedRanking, cutoff?: number) => number> = {
  ndcg,
  map: averagePrecision,
  mrr: reciprocalRank,
  p: precision,
  recall,
};

/**
 * Finds the metric behind a name such as `ndcg@10` or `map`.
 *
 * @throws InvalidRequestError naming the metric, where there is none of that name.
 *
 * @example
 * ```ts
 * import { metricOf } from '@lb-rerank/evaluation';
 *
 * const mrr = metricOf('mrr@10');
 * console.log(mrr({ grades: [0, 1], idealGrades: [1] })); // 0.5
 * ```
 */
export function metricOf(name: string): (ranking: JudgedRanking) => number {
  const { kind = '', cutoff } =
    /^(?<kind>[a-z]+)(?:@(?<cutoff>[1-9]\d*))?$/.exec(name)?.groups ?? {};
  if (!Object.hasOwn(METRICS, kind)) {
    const known = Object.keys(METRICS).join(', ');
    throw new InvalidRequestError(
      'metrics',
      `has no "${name}"; known are ${known}, each also as name@10`,
    );
  }
  const metric = METRICS[kind as MetricKind];
  return (ranking) => metric(ranking, cutoff === undefined ? Infinity : Number(cutoff));
}
