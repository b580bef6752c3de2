import { nounOf } from '@lb-rerank/core/backend';
import type { ExperimentResult } from '../../experiment/data-set-result.ts';
import { depthCurve } from '../charts/depth-curve.ts';
import { gainPerQuery } from '../charts/gain-per-query.ts';
import { inferenceTimes } from '../charts/inference-times.ts';
import { metricBars } from '../charts/metric-bars.ts';
import { fewQueries } from '../few-queries.ts';
import { countText } from '../format-number.ts';
import { html, type Markup } from '../markup.ts';
import { metricLabel } from '../metric-label.ts';
import { queriesInWords } from '../queries-in-words.ts';
import { comparisonTable } from './comparison-table.ts';
import { earlyStopTable } from './early-stop-table.ts';
import { legend } from './legend.ts';
import { metricTable } from './metric-table.ts';
import { publishedSection } from './published-section.ts';
import { regressionList } from './regression-list.ts';
import { timingTable } from './timing-table.ts';

/** Renders all about one collection. */
export function dataSetSection(
  experiment: ExperimentResult,
  pricePerHour: number | undefined,
): Markup {
  const { result } = experiment;
  const { dataSet, firstStage, depth, pairs, systems } = result;
  const main = result.metrics[0]!;
  const base = systems.find(({ kind }) => kind === 'first-stage')!;
  const models = systems.filter(({ kind }) => kind === 'reranked');
  const few = fewQueries(result);
  const times = inferenceTimes(experiment);
  return html`<h2 class="set">${dataSet}</h2>
    <p class="soft">
      ${queriesInWords(result)}, ${countText(pairs)} ${nounOf(pairs, 'pair')} scored by each model,
      first stage ${firstStage}, the first ${depth} ${nounOf(depth, 'hit')} reranked.
    </p>
    ${few && html`<p class="notice">${few.says}.</p>`} ${legend(systems)}
    <figure>${metricBars(result)}</figure>
    ${metricTable(result)} ${comparisonTable(result)}
    <div class="pair">
      <div>
        <h3>How deep to rerank</h3>
        <figure>${depthCurve(result)}</figure>
      </div>
      <div>
        <h3>Inference time of a query, ${depth} hits reranked</h3>
        ${times === undefined ? html`<p class="soft">not timed</p>` : html`<figure>${times}</figure>`}
      </div>
    </div>
    ${timingTable(experiment, pricePerHour)} ${earlyStopTable(result)}
    ${models.map(
      (after) =>
        html`<h3>${after.name}: gain in ${metricLabel(main)}, query by query</h3>
          <figure>${gainPerQuery({ metric: main, before: base, after })}</figure>`,
    )}
    ${publishedSection(result)} ${models.map((model) => regressionList(model, main))}`;
}
