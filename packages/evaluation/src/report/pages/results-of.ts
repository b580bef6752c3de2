import type { DataSetResult } from '../../experiment/data-set-result.ts';
import type { EvaluationReport } from './evaluation-report.ts';

/** Selects the part of a report that is the same on every run over the same scores. */
export function resultsOf({ experiments }: EvaluationReport): DataSetResult[] {
  return experiments.map(({ result }) => result);
}
