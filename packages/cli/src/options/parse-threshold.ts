import { InvalidArgumentError } from 'commander';
import type { Threshold } from '../evaluation/evaluation-options.ts';
import { requireMetric } from './require-metric.ts';

/** Reads `ndcg@10=0.70`, once more each time the option is given. */
export function parseThreshold(text: string, earlier: readonly Threshold[] = []): Threshold[] {
  const [metric = '', least = ''] = text.split('=');
  requireMetric(metric);
  if (!/^(?:0?\.\d+|[01](?:\.\d+)?)$/.test(least)) {
    throw new InvalidArgumentError('It must be metric=value, such as ndcg@10=0.70.');
  }
  return [...earlier, { metric, least: Number(least) }];
}
