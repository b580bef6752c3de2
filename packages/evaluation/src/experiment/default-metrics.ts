import type { MetricName } from '../metrics/metric-name.ts';

/** What an experiment measures where nothing else is asked for. */
export const DEFAULT_METRICS: readonly MetricName[] = [
  'ndcg@10',
  'map@10',
  'mrr@10',
  'p@10',
  'recall@10',
  'p@100',
  'recall@100',
];
