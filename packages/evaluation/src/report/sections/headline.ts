import { nounOf } from '@lb-rerank/core/backend';
import type { DataSetResult } from '../../experiment/data-set-result.ts';
import { fewQueries } from '../few-queries.ts';
import { pValueText, signedText, toneOf } from '../format-number.ts';
import { html, type Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';

/** Renders the main result: a card for each model on each data set. */
export function headline(results: readonly DataSetResult[]): Markup {
  return html`<div class="cards">${results.map(cardsOf)}</div>`;
}

function cardsOf(result: DataSetResult): Markup[] {
  const { dataSet, metrics, systems, comparisons, firstStage } = result;
  const few = fewQueries(result);
  const [main] = metrics;
  const base = systems.find(({ kind }) => kind === 'first-stage')!;
  return systems
    .filter(({ kind }) => kind === 'reranked')
    .map(({ name, mean }) => {
      const found = comparisons.find(
        ({ before, after }) => before === firstStage && after === name,
      )!;
      const { difference, interval, pValue, queries } = found;
      const [low, high] = [signedText(interval.low), signedText(interval.high)];
      return html`<div class="card">
        <div class="soft">${dataSet} · ${name} · ${metricLabel(main!)}</div>
        <div class="figure">
          ${base.mean[main!]!.toFixed(3)} → ${mean[main!]!.toFixed(3)}
          <span class="${toneOf(difference)}">${signedText(difference)}</span>
        </div>
        <div>95% between ${low} and ${high}, p ${pValueText(pValue)}</div>
        ${few && html`<div class="few">${few.mark}</div>`}
        <div class="soft">
          ${queries.better} ${nounOf(queries.better, 'query', 'queries')} better, ${queries.same}
          same, ${queries.worse} worse
        </div>
      </div>`;
    });
}
