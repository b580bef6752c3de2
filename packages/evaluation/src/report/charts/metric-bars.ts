import { axisFx, barY, ruleX, ruleY, text } from '@observablehq/plot';
import type { DataSetResult } from '../../experiment/data-set-result.ts';
import type { Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { draw } from './draw.ts';
import { paletteOf } from './palette.ts';

/** Draws a data set's metrics as groups of bars, one for each system; the main metric with its interval. */
export function metricBars({ dataSet, metrics, systems }: DataSetResult): Markup {
  const bars = systems.flatMap(({ name, mean }) =>
    metrics.map((metric) => ({ name, metric: metricLabel(metric), value: mean[metric]! })),
  );
  const whiskers = systems.map(({ name, interval }) => ({
    name,
    metric: metricLabel(metrics[0]!),
    ...interval,
  }));
  const { domain, range } = paletteOf(systems);
  return draw(`Metrics of every system on ${dataSet}`, {
    width: 960,
    height: 280,
    marginLeft: 44,
    marginBottom: 30,
    x: { domain, axis: null, padding: 0.08 },
    fx: { domain: metrics.map(metricLabel), label: null, padding: 0.18 },
    y: { domain: [0, 1], label: null, ticks: 5, grid: true },
    color: { domain, range },
    marks: [
      axisFx({ anchor: 'bottom', label: null, fontSize: 12 }),
      barY(bars, {
        fx: 'metric',
        x: 'name',
        y: 'value',
        fill: 'name',
        title: ({ name, metric, value }: (typeof bars)[number]) =>
          `${name}: ${metric} ${value.toFixed(5)}`,
      }),
      ruleX(whiskers, { fx: 'metric', x: 'name', y1: 'low', y2: 'high', strokeWidth: 1.5 }),
      text(bars, {
        fx: 'metric',
        x: 'name',
        y: ({ metric, name, value }: (typeof bars)[number]) =>
          Math.max(value, whiskers.find((w) => w.metric === metric && w.name === name)?.high ?? 0),
        text: ({ value }: (typeof bars)[number]) => value.toFixed(3).replace(/^0/, ''),
        dy: -7,
        fontSize: systems.length > 4 ? 7 : 9,
      }),
      ruleY([0]),
    ],
  });
}
