import type { SystemResult } from '../../experiment/data-set-result.ts';
import { overviewBars } from '../charts/overview-bars.ts';
import type { EvaluationReport } from './evaluation-report.ts';
import { type ModelNotice, modelNotices } from '../model-notices.ts';
import { html, type Markup } from '../markup.ts';
import { htmlPage } from './html-page.ts';
import { originText } from './report-origin.ts';
import { resultsOf } from './results-of.ts';
import { dataSetSection } from '../sections/data-set-section.ts';
import { headline } from '../sections/headline.ts';
import { legend } from '../sections/legend.ts';

/**
 * Writes the whole report as one page: nothing is fetched, no script runs, and it prints as it looks.
 *
 * @example
 * ```ts
 * import { createVllmScorer } from '@lb-rerank/core';
 * import { createMinisearchStage, openBeirCollection, runExperiment } from '@lb-rerank/evaluation';
 * import { htmlReport } from '@lb-rerank/evaluation/report';
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
 * const report = htmlReport({ title: 'SciFact', experiments: [experiment] });
 * console.log(report.includes('<h1>SciFact</h1>')); // true
 * ```
 */
export function htmlReport(report: EvaluationReport): string {
  const results = resultsOf(report);
  const systems = results.flatMap((result) => result.systems);
  const overview = html`${legend(systems)}
    <figure>${overviewBars(results)}</figure>`;
  const contents = html`<p class="soft">${modelsOf(systems)}</p>
    ${report.origin && html`<p class="soft">${originText(report.origin)}</p>`}
    ${modelNotices(systems).map(noticeOf)} ${headline(results)}
    ${results.length === 1 ? undefined : overview}
    ${report.experiments.map((experiment) => dataSetSection(experiment, report.pricePerHour))}`;
  return htmlPage(report.title, contents);
}

function modelsOf(systems: readonly SystemResult[]): string {
  const models = systems.flatMap(({ secondStage, modelId }) =>
    modelId === undefined ? [] : `${secondStage}: ${modelId}`,
  );
  return [...new Set(models)].join(' · ');
}

function noticeOf({ names, says }: ModelNotice): Markup {
  return html`<p class="notice">
    <strong>${names}</strong>: ${says}. Its figures say nothing about the LB Reranker's.
  </p>`;
}
