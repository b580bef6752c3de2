import { axisFx, barY, ruleX, ruleY, text } from '@observablehq/plot';
import type { DataSetResult } from '../../experiment/data-set-result.ts';
import type { Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { draw } from './draw.ts';
import { paletteOf } from './palette.ts';

/** Draws the main metric of all systems on all data sets, with their intervals. */
export function overviewBars(results: readonly DataSetResult[]): Markup {
  const main = results[0]!.metrics[0]!;
  const bars = results.flatMap(({ dataSet, systems }) =>
    systems.map(({ name, mean, interval }) => ({ dataSet, name, value: mean[main]!, ...interval })),
  );
  const { domain, range } = paletteOf(results.flatMap(({ systems }) => systems));
  return draw(`${metricLabel(main)} of every system on every data set`, {
    width: 960,
    height: 280,
    marginLeft: 44,
    marginBottom: 30,
    x: { domain, axis: null, padding: 0.08 },
    fx: { domain: results.map(({ dataSet }) => dataSet), label: null, padding: 0.18 },
    y: { domain: [0, 1], label: `↑ ${metricLabel(main)}`, ticks: 5, grid: true },
    color: { domain, range },
    marks: [
      axisFx({ anchor: 'bottom', label: null, fontSize: 12 }),
      barY(bars, { fx: 'dataSet', x: 'name', y: 'value', fill: 'name' }),
      ruleX(bars, { fx: 'dataSet', x: 'name', y1: 'low', y2: 'high', strokeWidth: 1.5 }),
      text(bars, {
        fx: 'dataSet',
        x: 'name',
        y: 'high',
        text: ({ value }: (typeof bars)[number]) => value.toFixed(3).replace(/^0/, ''),
        dy: -7,
        fontSize: bars.length > 20 ? 7 : 9,
      }),
      ruleY([0]),
    ],
  });
}
