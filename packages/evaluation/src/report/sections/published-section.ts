import type { DataSetResult } from '../../experiment/data-set-result.ts';
import { type ComparedRow, compareWithPublished } from '../../published/compare-with-published.ts';
import { differencesFromPublished } from '../../published/differences-from-published.ts';
import { PUBLISHED_TABLES } from '../../published/published-tables.ts';
import { publishedBars } from '../charts/published-bars.ts';
import { metricText } from '../format-number.ts';
import { html, type Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { table } from './table.ts';

/**
 * Renders the authors' figures of the same set beside ours, and what keeps the two apart; undefined for any other
 * set.
 */
export function publishedSection(result: DataSetResult): Markup | undefined {
  if (!Object.hasOwn(PUBLISHED_TABLES, result.dataSet)) return undefined;
  const main = result.metrics[0]!;
  const rows = compareWithPublished(result.metrics, [result]);
  const chart = publishedBars(main, rows);
  const differences = differencesFromPublished(result);
  return html`<h3>Beside the published figures</h3>
    <p class="soft">
      Published: the evaluation of the LB Reranker's authors, with BM25's first 100 hits, 250
      queries and the notebook
      formula.${differences.length === 0 ? '' : ` Measured here: ${differences.join('; ')}.`}
    </p>
    ${chart === undefined ? undefined : html`<figure>${chart}</figure>`}
    ${table(
      ['', ...result.metrics.map(metricLabel)],
      rows.map((row) => rowOf(row, result.metrics)),
    )}`;
}

function rowOf({ system, source, values }: ComparedRow, metrics: readonly string[]): Markup {
  return html`<tr class="${source}">
    <td>${system}${source === 'published' ? ' (published)' : ''}</td>
    ${metrics.map(
      (metric) => html`<td>${values[metric] === undefined ? '–' : metricText(values[metric])}</td>`,
    )}
  </tr>`;
}
