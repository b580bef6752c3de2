import { barX, ruleX, text } from '@observablehq/plot';
import type { ComparedRow } from '../../published/compare-with-published.ts';
import type { Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { draw } from './draw.ts';
import { labelWidth } from './label-width.ts';

const ROW_HEIGHT = 22;

/**
 * Draws one data set's measured values, full, above the published ones, pale. Undefined if the metric was not
 * published.
 */
export function publishedBars(metric: string, rows: readonly ComparedRow[]): Markup | undefined {
  const bars = rows.flatMap(({ system, source, values: { [metric]: value } }) => {
    const label = source === 'measured' ? `${system} (measured)` : system;
    return value === undefined ? [] : { label, source, value };
  });
  if (!bars.some(({ source }) => source === 'published')) return undefined;
  return draw(`${metricLabel(metric)}, measured and published`, {
    width: 960,
    height: bars.length * ROW_HEIGHT + 62,
    marginBottom: 42,
    marginLeft: labelWidth(bars.map(({ label }) => label)),
    marginRight: 60,
    x: { label: `${metricLabel(metric)} →`, grid: true, domain: [0, 1], ticks: 6 },
    y: { label: null, domain: bars.map(({ label }) => label), padding: 0.25 },
    color: { domain: ['measured', 'published'], range: ['#0072b2', '#c3d4e3'] },
    marks: [
      barX(bars, { x: 'value', y: 'label', fill: 'source' }),
      text(bars, {
        x: 'value',
        y: 'label',
        text: ({ value }: (typeof bars)[number]) => value.toFixed(4),
        textAnchor: 'start',
        dx: 5,
      }),
      ruleX([0]),
    ],
  });
}
