import { dot, line, ruleY, text } from '@observablehq/plot';
import type { DataSetResult } from '../../experiment/data-set-result.ts';
import type { Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { draw } from './draw.ts';
import { paletteOf } from './palette.ts';

/** Draws the main metric by the number of reranked hits, beside the first stage's own. */
export function depthCurve({ dataSet, metrics, systems }: DataSetResult): Markup {
  const [main] = metrics;
  const points = systems.flatMap(({ name, depthCurve: curve }) =>
    curve.map((point) => ({ name, ...point })),
  );
  const base = systems
    .filter(({ kind }) => kind === 'first-stage')
    .map(({ name, mean }) => ({ name, value: mean[main!]! }));
  const depths = [...new Set(points.map(({ depth }) => depth))].toSorted((a, b) => a - b);
  return draw(`${metricLabel(main!)} by depth on ${dataSet}`, {
    width: 470,
    height: 280,
    marginBottom: 42,
    marginLeft: 48,
    marginRight: 24,
    x: { type: 'point', domain: depths, label: 'hits that are reranked →' },
    y: { label: `↑ ${metricLabel(main!)}`, grid: true, nice: true, zero: false, ticks: 6 },
    color: paletteOf(systems),
    marks: [
      ruleY(base, { y: 'value', stroke: 'name', strokeDasharray: '4 3', strokeWidth: 1.5 }),
      line(points, { x: 'depth', y: 'value', stroke: 'name', strokeWidth: 2 }),
      dot(points, {
        x: 'depth',
        y: 'value',
        fill: 'name',
        r: 3.5,
        title: ({ name, depth, value }: (typeof points)[number]) =>
          `${name}, ${depth} hits: ${value.toFixed(5)}`,
      }),
      text(base, {
        y: 'value',
        text: 'name',
        frameAnchor: 'left',
        textAnchor: 'start',
        dx: 3,
        dy: -6,
        fill: 'gray',
      }),
    ],
  });
}
