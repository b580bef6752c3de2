import type { ExperimentResult } from '../../experiment/data-set-result.ts';

/** The content of a report: one experiment for each collection, in the order of the page. */
export interface EvaluationReport {
  readonly title: string;
  readonly experiments: readonly [ExperimentResult, ...ExperimentResult[]];
  /** The price of the model's machine for an hour, in any currency; without it no cost is shown. */
  readonly pricePerHour?: number | undefined;
}
