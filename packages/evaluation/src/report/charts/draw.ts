import { plot, type PlotOptions } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { Markup } from '../markup.ts';

/**
 * Draws a chart as inline SVG, while the report is built, so that the page needs no script and prints as it looks.
 *
 * @param label what it shows, for those who cannot see it.
 */
export function draw(label: string, options: PlotOptions): Markup {
  const { document } = parseHTML('<html><body></body></html>');
  const chart = plot({
    ...options,
    // The library's types want a browser's document, of which it uses a part that linkedom has.
    document: document as never,
    style: { background: 'transparent', overflow: 'visible', fontSize: '11px' },
  });
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', label);
  return new Markup(String(chart.outerHTML));
}
