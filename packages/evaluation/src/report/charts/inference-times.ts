import { boxX } from '@observablehq/plot';
import type { ExperimentResult } from '../../experiment/data-set-result.ts';
import type { Markup } from '../markup.ts';
import { draw } from './draw.ts';
import { labelWidth } from './label-width.ts';

const ROW_HEIGHT = 38;

/**
 * Draws the durations of reranking as box plots: the middle half, the median, and single queries far outside.
 * Only those to the main depth; undefined if none was timed.
 */
export function inferenceTimes({ result, timings }: ExperimentResult): Markup | undefined {
  const rows = Object.entries(timings).flatMap(([name, list]) =>
    list.flatMap(({ depth, rerankMs }) => (depth === result.depth ? [{ name, rerankMs }] : [])),
  );
  if (rows.length === 0) return undefined;
  const names = [...new Set(rows.map(({ name }) => name))];
  return draw('Milliseconds that reranking a query took', {
    width: 470,
    height: names.length * ROW_HEIGHT + 66,
    marginBottom: 42,
    marginLeft: Math.min(200, labelWidth(names)),
    marginRight: 24,
    x: { label: 'milliseconds per query →', grid: true, nice: true, ticks: 6, zero: true },
    y: { label: null, domain: names },
    marks: [boxX(rows, { x: 'rerankMs', y: 'name', fill: '#a9cbe6', stroke: '#1f4e79', r: 1.5 })],
  });
}
