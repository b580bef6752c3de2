import type { DataSetResult } from '../../experiment/data-set-result.ts';
import { earlyStopLabel } from '../early-stop-label.ts';
import { countText, metricText, percentText, signedText, toneOf } from '../format-number.ts';
import { html, type Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { table } from './table.ts';

/** Tabulates what rank windows cost and give that end early; undefined where none were tried. */
export function earlyStopTable({ depth, metrics, systems }: DataSetResult): Markup | undefined {
  const rows = systems.flatMap(({ name, earlyStops }) =>
    earlyStops.map((stop) => ({ name, stop })),
  );
  if (rows.length === 0) return undefined;
  const metric = metricLabel(metrics[0]!);
  return html`<h3>Rank windows of ${depth} that end early</h3>
    ${table(
      ['', 'ends by', 'pairs scored', 'of all pairs', metric, 'difference'],
      rows.map(
        ({ name, stop }) =>
          html`<tr>
            <td>${name}</td>
            <td>${earlyStopLabel(stop)}</td>
            <td>${countText(stop.pairs)}</td>
            <td>${percentText(stop.share)}</td>
            <td>${metricText(stop.value)}</td>
            <td class="${toneOf(stop.difference)}">${signedText(stop.difference)}</td>
          </tr>`,
      ),
    )}`;
}
