import type { DataSetResult } from '../../experiment/data-set-result.ts';
import { metricText } from '../format-number.ts';
import { html, type Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { table } from './table.ts';

/** Tabulates every system's metrics; the best of each column stands out. */
export function metricTable({ metrics, systems }: DataSetResult): Markup {
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
  return table(['', ...metrics.map(metricLabel), `95% of ${metricLabel(metrics[0]!)}`], rows);
}
