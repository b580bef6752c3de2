import { html, Markup } from '../markup.ts';
import { STYLE_SHEET } from './style-sheet.ts';

/**
 * Writes a page around its contents: nothing is fetched, no script runs, and it prints as it looks.
 *
 * @example
 * ```ts
 * import { html, htmlPage } from '@lb-rerank/evaluation/report';
 *
 * const page = htmlPage('Apples & pears', html`<p>${'<b>'} is escaped</p>`);
 * console.log(page.includes('<p>&#60;b&#62; is escaped</p>')); // true
 * ```
 */
export function htmlPage(title: string, contents: Markup): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Markup(STYLE_SHEET)}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        ${contents}
      </body>
    </html> `;
  return page.source;
}
