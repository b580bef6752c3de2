import { parseList } from './parse-list.ts';
import { requireMetric } from './require-metric.ts';

/** Reads `ndcg@10,map`. @throws InvalidArgumentError where there is no such metric. */
export function parseMetrics(text: string): string[] {
  const metrics = parseList(text);
  for (const metric of metrics) requireMetric(metric);
  return metrics;
}
