import { metricOf } from '@lb-rerank/evaluation';
import { InvalidArgumentError } from 'commander';

/** @throws InvalidArgumentError where there is no metric of that name. */
export function requireMetric(metric: string): void {
  try {
    metricOf(metric);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
