import type { ScoreRequest } from '../scorer/scorer.ts';
import { piecesOfThread } from '../time/short-pieces.ts';
import { HtmlReader } from './html-reader.ts';

/** Characters that are read at once, which takes a millisecond or two. */
const SLICE = 16_384;

/**
 * Reads the text of an HTML page, or of a part of one, as a passage for the model.
 *
 * - Scripts, styles, templates, form controls (but for buttons that head a text), and what is hidden (`hidden`, `aria-hidden`, `display: none`) are left out;
 * - of a page its `main` counts, else its articles where they hold half of the text, and the `h1` outside of them; navigation, the page's head and foot, side notes and
 *   forms only where there is nothing else;
 * - paragraphs, items and rows stand on lines of their own, cells between tabs; in `pre` spaces and line breaks stay. Entities
 *   are read, and images are their `alt`;
 * - the `title` leads, unless the text begins with it.
 *
 * Never throws, whatever the text. The time grows with its length alone; of more than 1,000,000 characters of text the first are read.
 * It takes the event loop for all of that time: {@link textsOfHtml} does not.
 *
 * @returns '' where no text is left
 *
 * @example
 * ```ts
 * import { textOfHtml } from '@lb-rerank/core/html';
 *
 * const html = '<nav>Home | About</nav><h1>Apples</h1><p>Malus &amp; more<script>track()</script>';
 * console.log(textOfHtml(html).split('\n').join(' / ')); // Apples / Malus & more
 * ```
 */
export function textOfHtml(html: string): string {
  const reader = new HtmlReader(html);
  reader.read(0, html.length);
  return reader.end();
}

/** The signal that ends a reading early: the options of {@link textsOfHtml}. */
export type TextsOfHtmlOptions = Pick<ScoreRequest, 'signal'>;

/**
 * Reads the texts of several HTML texts as {@link textOfHtml} does, and lets other work of the process through every few milliseconds.
 *
 * @returns their texts in the same order; '' where no text is left
 * @throws the signal's reason once that is aborted, and nothing else.
 *
 * @example
 * ```ts
 * import { textsOfHtml } from '@lb-rerank/core/html';
 *
 * const texts = await textsOfHtml(['<p>Malus</p>', '<p hidden>Pyrus</p>']);
 * console.log(JSON.stringify(texts)); // ["Malus",""]
 * ```
 */
export async function textsOfHtml(
  htmls: readonly string[],
  { signal }: TextsOfHtmlOptions = {},
): Promise<string[]> {
  const texts: string[] = [];
  for (const html of htmls) {
    const reader = new HtmlReader(html);
    for (let from = 0; from < html.length;) {
      signal?.throwIfAborted();
      const to = endOfSlice(html, from);
      await piecesOfThread.take(() => reader.read(from, to));
      from = to;
    }
    texts.push(await piecesOfThread.take(() => reader.end()));
  }
  return texts;
}

/** Gives where a slice ends: not inside of a line break of two characters, which would become two. */
function endOfSlice(html: string, from: number): number {
  const to = from + SLICE;
  return html.startsWith('\r\n', to - 1) ? to + 1 : to;
}
