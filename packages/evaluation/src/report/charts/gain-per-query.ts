import { barY, ruleY } from '@observablehq/plot';
import type { SystemResult } from '../../experiment/data-set-result.ts';
import type { Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { draw } from './draw.ts';

/** The orders that are held against each other, and on what. */
export interface GainOptions {
  readonly metric: string;
  readonly before: SystemResult;
  readonly after: SystemResult;
}

/** Draws the gain or loss of every query, from the largest gain to the largest loss. */
export function gainPerQuery({ metric, before, after }: GainOptions): Markup {
  const gains = Object.entries(after.perQuery)
    .map(([queryId, values]) => ({
      queryId,
      gain: values[metric]! - (before.perQuery[queryId]?.[metric] ?? 0),
    }))
    .toSorted((a, b) => b.gain - a.gain)
    .map((row, position) => ({ ...row, position }));
  return draw(`Gain of ${after.name} over ${before.name} for each query`, {
    width: 960,
    height: 190,
    marginLeft: 44,
    marginBottom: 12,
    x: {
      axis: null,
      padding: gains.length > 150 ? 0 : 0.15,
      domain: gains.map((row) => row.position),
    },
    y: { label: null, grid: true, ticks: 5, domain: [-1, 1], tickFormat: '+.1f' },
    marks: [
      barY(gains, {
        x: 'position',
        y: 'gain',
        fill: ({ gain }: (typeof gains)[number]) => (gain < 0 ? '#c0392b' : '#1e8e5a'),
        title: ({ queryId, gain }: (typeof gains)[number]) =>
          `query ${queryId}: ${gain < 0 ? '' : '+'}${gain.toFixed(4)} ${metricLabel(metric)}`,
      }),
      ruleY([0]),
    ],
  });
}
