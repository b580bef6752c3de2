import type { MetricName } from '../metrics/metric-name.ts';

/** The metrics of an experiment that names none. */
export const DEFAULT_METRICS: readonly MetricName[] = [
  'ndcg@10',
  'map@10',
  'mrr@10',
  'p@10',
  'recall@10',
  'p@100',
  'recall@100',
];
