import type { MovedDocument, Regression, SystemResult } from '../../experiment/data-set-result.ts';
import { isRelevant } from '../../metrics/is-relevant.ts';
import { metricText } from '../format-number.ts';
import { html, type Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';

/**
 * Lists the queries that a model made worse, with what fell and what it put first; undefined where there is none.
 */
export function regressionList(
  { name, regressions }: SystemResult,
  metric: string,
): Markup | undefined {
  if (regressions.length === 0) return undefined;
  return html`<h3>Queries that ${name} made worse, worst first</h3>
    ${regressions.map((regression) => articleOf(regression, metric))}`;
}

function articleOf({ queryId, query, before, after, fallen, first }: Regression, metric: string) {
  return html`<article>
    <h4>${query}</h4>
    <p class="soft">
      query ${queryId} · ${metricLabel(metric)} ${metricText(before)} →
      <span class="bad">${metricText(after)}</span>
    </p>
    <div class="moved">
      ${fallen === undefined ? undefined : rowOf('Relevant, and fell', fallen)}${rowOf(
        isRelevant(first.grade ?? 0) ? 'Put first, and relevant' : 'Put first instead',
        first,
      )}
    </div>
  </article>`;
}

function rowOf(title: string, document: MovedDocument) {
  const { id, rankBefore, rankAfter, grade, score, passage } = document;
  const judged = grade === null ? 'not judged' : `grade ${grade}`;
  return html`<div>
      <strong>${title}</strong><br />rank ${rankBefore} → ${rankAfter}<br />
      <span class="soft"
        >${id} · ${judged}${score === null ? '' : ` · score ${score.toFixed(3)}`}</span
      >
    </div>
    <div>${passage}</div>`;
}
