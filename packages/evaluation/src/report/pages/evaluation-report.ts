import type { ExperimentResult } from '../../experiment/data-set-result.ts';
import type { ReportOrigin } from './report-origin.ts';

/** The content of a report: one experiment for each collection, in the order of the page. */
export interface EvaluationReport {
  readonly title: string;
  readonly experiments: readonly [ExperimentResult, ...ExperimentResult[]];
  /** The price of the model's machine for an hour, in any currency; without it no cost is shown. */
  readonly pricePerHour?: number | undefined;
  /** When, how and on what it was made; shown where it is given. */
  readonly origin?: ReportOrigin | undefined;
}
