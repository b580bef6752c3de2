const LABELS: Readonly<Record<string, string>> = {
  ndcg: 'NDCG',
  map: 'MAP',
  mrr: 'MRR',
  p: 'P',
  recall: 'Recall',
};

/**
 * Writes a metric as people write it: `ndcg@10` as `NDCG@10`.
 *
 * @example
 * ```ts
 * import { metricLabel } from '@lb-rerank/evaluation/report';
 *
 * console.log(metricLabel('ndcg@10')); // NDCG@10
 * ```
 */
export function metricLabel(metric: string): string {
  const [kind = '', cutoff] = metric.split('@');
  return [LABELS[kind] ?? kind, ...(cutoff === undefined ? [] : [cutoff])].join('@');
}
