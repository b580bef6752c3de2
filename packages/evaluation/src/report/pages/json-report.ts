import type { EvaluationReport } from './evaluation-report.ts';
import { resultsOf } from './results-of.ts';
import { timingSummaries } from '../timing-summary.ts';

/**
 * Writes the figures as JSON: `dataSets` is the same on every run over the same scores, `times` is not.
 *
 * @example
 * ```ts
 * import { createVllmScorer } from '@lb-rerank/core';
 * import { createMinisearchStage, openBeirCollection, runExperiment } from '@lb-rerank/evaluation';
 * import { jsonReport } from '@lb-rerank/evaluation/report';
 *
 * const { documents, queries, qrels } = await openBeirCollection('scifact');
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const experiment = await runExperiment({
 *   dataSet: 'scifact',
 *   queries,
 *   qrels,
 *   firstStage: await createMinisearchStage(documents()),
 *   secondStages: [{ name: 'vllm', scorer }],
 *   folder: 'scores',
 *   depth: 5,
 *   depths: [],
 *   maxQueries: 2,
 * });
 * const report = jsonReport({ title: 'SciFact', experiments: [experiment] });
 * console.log(Object.keys(JSON.parse(report) as object).join()); // dataSets,times
 * ```
 */
export function jsonReport(report: EvaluationReport): string {
  const times = report.experiments.map(({ result, timings }) => {
    const summaries = Object.entries(timings).map(
      ([name, list]) => [name, timingSummaries(list, report.pricePerHour)] as const,
    );
    return [result.dataSet, Object.fromEntries(summaries)] as const;
  });
  const content = {
    dataSets: resultsOf(report),
    times: Object.fromEntries(times),
    origin: report.origin,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
