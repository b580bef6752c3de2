/**
 * HTML that is safe to put into a page.
 *
 * @example
 * ```ts
 * import { html, Markup } from '@lb-rerank/evaluation/report';
 *
 * const known = new Markup('<hr>');
 * console.log(html`${known}${'<hr>'}`.source); // <hr>&#60;hr&#62;
 * ```
 */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Part = Markup | string | number | undefined | readonly Part[];

/**
 * Makes HTML from a template. Values are escaped unless they are Markup already; undefined leaves nothing.
 *
 * @example
 * ```ts
 * import { html } from '@lb-rerank/evaluation/report';
 *
 * console.log(html`<td>${'R&D'}</td>`.source); // <td>R&#38;D</td>
 * ```
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const sources = parts.map((part, index) => `${sourceOf(part)}${strings[index + 1]}`);
  return new Markup(`${strings[0]}${sources.join('')}`);
}

function sourceOf(part: Part): string {
  if (part instanceof Markup) return part.source;
  if (part === undefined) return '';
  if (typeof part === 'object') return part.map(sourceOf).join('');
  return String(part).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
