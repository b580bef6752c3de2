import { compareWithPublished } from '../../published/compare-with-published.ts';
import { PUBLISHED_TABLES } from '../../published/published-tables.ts';
import { meanOf } from '../../metrics/mean-of.ts';
import { publishedBars } from '../charts/published-bars.ts';
import { html, Markup } from '../markup.ts';
import { markdownTable } from '../markdown-table.ts';
import { metricLabel } from '../metric-label.ts';
import { STYLE_SHEET } from './style-sheet.ts';

const SOURCE = `Published by the LB Reranker's authors: BM25's first 100 hits reranked, the first 250 test queries of each set, notebook
formula. Figures of their evaluation notebook.`;

/**
 * Writes the authors' tables of all nine sets, and the means over them, on some metrics.
 *
 * @example
 * ```ts
 * import { publishedReport } from '@lb-rerank/evaluation/report';
 *
 * const report = publishedReport(['ndcg@10'], 'markdown');
 * console.log(report.includes('mean of the nine')); // true
 * ```
 */
export function publishedReport(metrics: readonly string[], format: 'markdown' | 'html'): string {
  return format === 'markdown' ? markdown(metrics) : page(metrics);
}

function markdown(metrics: readonly string[]): string {
  const rows = compareWithPublished(metrics).map(({ dataSet, system, values }) => [
    dataSet,
    system,
    ...metrics.map((metric) => values[metric]?.toFixed(5) ?? '–'),
  ]);
  const means = systemNames().map((system) => [
    'mean of the nine',
    system,
    ...metrics.map((metric) => meanOver(system, metric)?.toFixed(5) ?? '–'),
  ]);
  const heading = ['set', 'reranker', ...metrics.map(metricLabel)];
  return `${[SOURCE, '', ...markdownTable(heading, [...rows, ...means], 2)].join('\n')}\n`;
}

function page(metrics: readonly string[]): string {
  const main = metrics[0]!;
  const sets = Object.keys(PUBLISHED_TABLES).map((dataSet) => {
    const rows = compareWithPublished(metrics).filter((row) => row.dataSet === dataSet);
    const chart = publishedBars(main, rows);
    return html`<h3>${dataSet}</h3>
      ${chart === undefined ? html`<p>no ${metricLabel(main)}</p>` : html`<figure>${chart}</figure>`}`;
  });
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Published figures</title>
        <style>
          ${new Markup(STYLE_SHEET)}
        </style>
      </head>
      <body>
        <h1>Published figures</h1>
        <p class="soft">${SOURCE}</p>
        ${sets}
      </body>
    </html> `.source;
}

function systemNames(): string[] {
  return [
    ...new Set(Object.values(PUBLISHED_TABLES).flatMap(({ systems }) => Object.keys(systems))),
  ];
}

function meanOver(system: string, metric: string): number | undefined {
  const values = Object.values(PUBLISHED_TABLES).map(
    ({ systems }) => systems[system]?.values[metric],
  );
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? meanOf(known) : undefined;
}
