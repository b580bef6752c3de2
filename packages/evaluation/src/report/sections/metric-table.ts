import type { DataSetResult } from '../../experiment/data-set-result.ts';
import { fewQueries } from '../few-queries.ts';
import { metricText } from '../format-number.ts';
import { html, type Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { table } from './table.ts';

/** Tabulates every system's metrics; the best of each column stands out. */
export function metricTable(result: DataSetResult): Markup {
  const { metrics, systems } = result;
  const few = fewQueries(result);
  const interval95 = `95% of ${metricLabel(metrics[0]!)}`;
  const best = new Map(
    metrics.map((metric) => [metric, Math.max(...systems.map(({ mean }) => mean[metric]!))]),
  );
  const rows = systems.map(
    ({ name, mean, interval }) =>
      html`<tr>
        <td>${name}</td>
        ${metrics.map(
          (metric) =>
            html`<td class="${mean[metric] === best.get(metric) ? 'best' : ''}">
              ${metricText(mean[metric]!)}
            </td>`,
        )}
        <td class="soft">${metricText(interval.low)} – ${metricText(interval.high)}</td>
      </tr>`,
  );
  const last = few === undefined ? interval95 : `${interval95}, ${few.mark}`;
  return table(['', ...metrics.map(metricLabel), last], rows);
}
