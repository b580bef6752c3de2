import type { EvaluationReport } from './evaluation-report.ts';
import { resultsOf } from './results-of.ts';
import { timingSummary } from '../timing-summary.ts';

/** Writes the figures as JSON: `dataSets` is the same on every run over the same scores, `times` is not. */
export function jsonReport(report: EvaluationReport): string {
  const times = report.experiments.map(({ result, timings }) => {
    const summaries = Object.entries(timings).map(
      ([name, list]) => [name, timingSummary(list, report.pricePerHour) ?? null] as const,
    );
    return [result.dataSet, Object.fromEntries(summaries)] as const;
  });
  const content = { dataSets: resultsOf(report), times: Object.fromEntries(times) };
  return `${JSON.stringify(content, null, 2)}\n`;
}
