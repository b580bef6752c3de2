import type { DataSetResult } from '../../experiment/data-set-result.ts';
import { fewQueries } from '../few-queries.ts';
import { pValueText, signedText, toneOf } from '../format-number.ts';
import { html, type Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { table } from './table.ts';

/** Tabulates the differences between systems, with the probability that they are chance. */
export function comparisonTable(result: DataSetResult): Markup {
  const { metrics, comparisons } = result;
  const few = fewQueries(result);
  const rows = comparisons.map(
    ({ before, after, difference, interval, pValue, queries }) =>
      html`<tr>
        <td>${after} against ${before}</td>
        <td class="${toneOf(difference)}">${signedText(difference)}</td>
        <td>${signedText(interval.low)} … ${signedText(interval.high)}</td>
        <td>${pValueText(pValue)}</td>
        <td>${queries.better}</td>
        <td>${queries.same}</td>
        <td>${queries.worse}</td>
      </tr>`,
  );
  return html`<h3>Is the difference more than chance?</h3>
    <p class="soft">
      ${metricLabel(metrics[0]!)}, paired query by query: 95% bootstrap interval, two-sided
      randomisation test${few === undefined ? '' : `; ${few.mark}`}.
    </p>
    ${table(['', 'difference', '95%', 'p', 'better', 'same', 'worse'], rows)}`;
}
