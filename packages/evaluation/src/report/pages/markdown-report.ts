import { nounOf } from '@lb-rerank/core/backend';
import { compareWithPublished } from '../../published/compare-with-published.ts';
import type { ExperimentResult } from '../../experiment/data-set-result.ts';
import type { EvaluationReport } from './evaluation-report.ts';
import { earlyStopLabel } from '../early-stop-label.ts';
import { fewQueries } from '../few-queries.ts';
import {
  countText,
  durationText,
  metricText,
  percentText,
  pValueText,
  signedText,
} from '../format-number.ts';
import { markdownTable } from '../markdown-table.ts';
import { metricLabel } from '../metric-label.ts';
import { originText } from './report-origin.ts';
import { differencesFromPublished } from '../../published/differences-from-published.ts';
import { modelNotices } from '../model-notices.ts';
import { queriesInWords } from '../queries-in-words.ts';
import { COST_HEADING, TIMING_HEADINGS } from '../timing-headings.ts';
import { timingSummaries } from '../timing-summary.ts';

/**
 * Writes the figures as Markdown, which reads well in a terminal and in a pull request.
 *
 * @example
 * ```ts
 * import { createVllmScorer } from '@lb-rerank/core';
 * import { createMinisearchStage, openBeirCollection, runExperiment } from '@lb-rerank/evaluation';
 * import { markdownReport } from '@lb-rerank/evaluation/report';
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
 * const report = markdownReport({ title: 'SciFact', experiments: [experiment] });
 * console.log(report.split('\n')[0]); // ## scifact
 * ```
 */
export function markdownReport({ experiments, pricePerHour, origin }: EvaluationReport): string {
  const sections = experiments.map((experiment) => sectionOf(experiment, pricePerHour));
  return [...sections, ...(origin === undefined ? [] : [`${originText(origin)}\n`])].join('\n');
}

function sectionOf(experiment: ExperimentResult, pricePerHour: number | undefined): string {
  const { result } = experiment;
  const { dataSet, pairs, firstStage, depth, metrics, comparisons, systems } = result;
  const published = compareWithPublished(metrics, [result]);
  const differences = differencesFromPublished(result);
  const few = fewQueries(result);
  return [
    `## ${dataSet}`,
    '',
    `${queriesInWords(result)}, ${countText(pairs)} ${nounOf(pairs, 'pair')}, first stage ${firstStage}, the first ${depth} ${nounOf(depth, 'hit')} reranked.`,
    ...modelNotices(systems).flatMap(({ names, says }) => ['', `**${names}: ${says}.**`]),
    ...(few === undefined ? [] : ['', `**${few.says}.**`]),
    '',
    ...markdownTable(
      ['system', ...metrics.map(metricLabel)],
      published.map(({ system, source, values }) => [
        source === 'published' ? `${system} (published)` : system,
        ...metrics.map((metric) =>
          values[metric] === undefined ? '–' : values[metric].toFixed(5),
        ),
      ]),
    ),
    ...(differences.length === 0
      ? []
      : ['', `Measured otherwise than the published rows: ${differences.join('; ')}.`]),
    '',
    ...markdownTable(
      [
        metricLabel(metrics[0]!),
        'difference',
        few === undefined ? '95%' : `95%, ${few.mark}`,
        'p',
        'better / same / worse',
      ],
      comparisons.map(({ before, after, difference, interval, pValue, queries: counts }) => [
        `${after} against ${before}`,
        signedText(difference),
        `${signedText(interval.low)} … ${signedText(interval.high)}`,
        pValueText(pValue),
        `${counts.better} / ${counts.same} / ${counts.worse}`,
      ]),
    ),
    '',
    ...depthLines(experiment),
    ...earlyStopLines(experiment),
    ...timingLines(experiment, pricePerHour),
  ].join('\n');
}

function depthLines({ result: { systems, metrics } }: ExperimentResult): string[] {
  const models = systems.filter(({ depthCurve }) => depthCurve.length > 0);
  const depths = models[0]?.depthCurve.map(({ depth }) => `${depth}`) ?? [];
  if (depths.length === 0) return [];
  const rows = models.map(({ name, depthCurve }) => [
    name,
    ...depthCurve.map(({ value }) => metricText(value)),
  ]);
  return [...markdownTable([`${metricLabel(metrics[0]!)} at depth`, ...depths], rows), ''];
}

function earlyStopLines({ result: { systems, metrics } }: ExperimentResult): string[] {
  const rows = systems.flatMap(({ name, earlyStops }) =>
    earlyStops.map((stop) => [
      `${name}, ${earlyStopLabel(stop)}`,
      countText(stop.pairs),
      percentText(stop.share),
      metricText(stop.value),
      signedText(stop.difference),
    ]),
  );
  if (rows.length === 0) return [];
  const metric = metricLabel(metrics[0]!);
  const headings = ['rank windows that end early', 'pairs scored', 'of all pairs', metric];
  return [...markdownTable([...headings, 'difference'], rows), ''];
}

function timingLines({ timings }: ExperimentResult, pricePerHour: number | undefined): string[] {
  const rows = Object.entries(timings).flatMap(([name, list]) =>
    timingSummaries(list, pricePerHour).map((summary) => [
      name,
      countText(summary.depth),
      countText(summary.queries),
      countText(summary.pairs),
      durationText(summary.medianMs),
      durationText(summary.p95Ms),
      countText(summary.pairsPerSecond),
      ...(summary.costPer1000Queries === undefined ? [] : [summary.costPer1000Queries.toFixed(4)]),
    ]),
  );
  if (rows.length === 0) return [];
  const cost = pricePerHour === undefined ? [] : [COST_HEADING];
  return [...markdownTable([...TIMING_HEADINGS, ...cost], rows), ''];
}
