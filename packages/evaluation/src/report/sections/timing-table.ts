import type { ExperimentResult } from '../../experiment/data-set-result.ts';
import { countText, durationText } from '../format-number.ts';
import { html, type Markup } from '../markup.ts';
import { COST_HEADING, TIMING_HEADINGS } from '../timing-headings.ts';
import { timingSummaries } from '../timing-summary.ts';
import { table } from './table.ts';

const HEADINGS = [...TIMING_HEADINGS, 'first stage, median'];

/** Tabulates latency, throughput and cost of every model at each depth; undefined where nothing was timed. */
export function timingTable(
  { timings }: ExperimentResult,
  pricePerHour: number | undefined,
): Markup | undefined {
  const rows = Object.entries(timings).flatMap(([name, list]) =>
    timingSummaries(list, pricePerHour).map((summary) => ({ name, ...summary })),
  );
  if (rows.length === 0) return undefined;
  return table(
    [...HEADINGS, ...(pricePerHour === undefined ? [] : [COST_HEADING])],
    rows.map(
      (row) =>
        html`<tr>
          <td>${row.name}</td>
          <td>${countText(row.depth)}</td>
          <td>${countText(row.queries)}</td>
          <td>${countText(row.pairs)}</td>
          <td>${durationText(row.medianMs)}</td>
          <td>${durationText(row.p95Ms)}</td>
          <td>${countText(row.pairsPerSecond)}</td>
          <td>${durationText(row.firstStageMs)}</td>
          ${
            row.costPer1000Queries === undefined
              ? undefined
              : html`<td>${row.costPer1000Queries.toFixed(4)}</td>`
          }
        </tr>`,
    ),
  );
}
