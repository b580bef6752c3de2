import { html, htmlPage } from '@lb-rerank/evaluation/report';
import type { Trial, TriedHit } from './trial.ts';
import { shown } from './side-by-side.ts';

/** Characters of a passage that stand in the page. */
const LONGEST = 300;
const HEADINGS = ['#', 'before', "engine's score", '#', 'after', 'score', 'was'];

/** Writes the same comparison as a page, which fetches nothing and runs no script. */
export function trialPage(
  trial: Trial,
  {
    places,
    notice,
    model,
  }: { readonly places: number; readonly notice: string; readonly model: string },
): string {
  const before = trial.hits.toSorted((a, b) => a.before - b.before);
  const rows = before.slice(0, places).map((hit, n) => {
    const after = trial.hits[n]!;
    return html`<tr>
      <td>${hit.before}</td>
      <td>${cut(hit)}</td>
      <td>${hit.engineScore?.toFixed(3) ?? '–'}</td>
      <td>${n + 1}</td>
      <td>${cut(after)}</td>
      <td>${after.score?.toFixed(2) ?? '–'}</td>
      <td>${after.before}</td>
    </tr>`;
  });
  const contents = html`<p class="soft">${trial.source} · ${model}</p>
    <p>${notice}</p>
    <table>
      <thead>
        <tr>
          ${HEADINGS.map((heading) => html`<th>${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
  return htmlPage(trial.query, contents);
}

function cut(hit: TriedHit): string {
  const text = shown(hit);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`;
}
