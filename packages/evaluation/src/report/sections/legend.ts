import type { SystemResult } from '../../experiment/data-set-result.ts';
import { paletteOf } from '../charts/palette.ts';
import { html, type Markup } from '../markup.ts';

/** Renders the colours of the systems, for all charts below. */
export function legend(systems: readonly SystemResult[]): Markup {
  const { domain, range } = paletteOf(systems);
  const entries = domain.map(
    (name, index) => html`<span><i style="background:${range[index]}"></i>${name}</span>`,
  );
  return html`<div class="legend">${entries}</div>`;
}
