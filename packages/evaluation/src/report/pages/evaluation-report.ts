import type { ExperimentResult } from '../../experiment/data-set-result.ts';

/** What a report is made of: one experiment for each collection, in the order of the page. */
export interface EvaluationReport {
  readonly title: string;
  readonly experiments: readonly [ExperimentResult, ...ExperimentResult[]];
  /** What an hour of the machine under the model costs, in any currency; without it no cost is shown. */
  readonly pricePerHour?: number | undefined;
}
