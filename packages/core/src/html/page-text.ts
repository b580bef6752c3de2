import { BREAKS, LINE, SPACE } from './element-kinds.ts';
import { isOfContents, type Piece } from './contents.ts';

/** Spaces that are shown as one, with the one that is not to be broken. */
const SPACES = /[ \t\n\f\r\u00A0]+/g;
/** Characters that only say where a word may be broken. */
const UNSHOWN = /[\u00AD\u200B\uFEFF]+/g;

/** The texts of a page in their order, with the breaks between them, of which those of its contents make its text. */
export class PageText {
  readonly #pieces: Piece[] = [];
  #before = 0;
  #title = '';
  #length = 0;

  /** The number of characters that were added. */
  get length(): number {
    return this.#length;
  }

  /** Sets a break behind what was added; of several the strongest counts. */
  separate(by: number): void {
    this.#before = Math.max(this.#before, by);
  }

  /** Adds a text as a page shows it: with one space for each row of them. */
  add(text: string, parts: number): void {
    const shown = inOneLine(text);
    const start = shown.startsWith(' ') ? 1 : 0;
    const end = shown.length - (shown.endsWith(' ') ? 1 : 0);
    if (start > 0) this.separate(SPACE);
    if (end <= start) return;
    this.#push({ text: shown.slice(start, end), before: this.#before, parts, isAsItStands: false });
    if (end < shown.length) this.separate(SPACE);
  }

  /** Adds a text whose spaces and line breaks are shown. */
  addAsItStands(text: string, parts: number): void {
    const shown = text.replaceAll('\u00A0', ' ').replaceAll(/\r\n?/g, '\n');
    // Pages do not show the line break that follows `<pre>`.
    const kept = this.#before >= LINE ? shown.replace(/^\n/, '') : shown;
    if (kept !== '') this.#push({ text: kept, before: this.#before, parts, isAsItStands: true });
  }

  addToTitle(text: string): void {
    this.#title += text;
    this.#length += text.length;
  }

  /** Gives the contents behind the title, unless they begin with it themselves; '' where there is neither. */
  toString(): string {
    const contents = joined(this.#pieces);
    const title = inOneLine(this.#title).trim();
    return contents.startsWith(title) ? contents : `${title}\n${contents}`.trimEnd();
  }

  #push(piece: Piece): void {
    this.#pieces.push(piece);
    this.#length += piece.text.length;
    this.#before = 0;
  }
}

function inOneLine(text: string): string {
  return text.replace(UNSHOWN, '').replace(SPACES, ' ');
}

function joined(pieces: readonly Piece[]): string {
  const isKept = isOfContents(pieces);
  const texts: { text: string; before: number }[] = [];
  let before = 0;
  for (const piece of pieces) {
    before = Math.max(before, piece.before);
    if (!isKept(piece)) continue;
    if (before >= LINE) before = Math.max(before, trimLast(texts));
    texts.push({ text: piece.text, before });
    before = 0;
  }
  trimLast(texts);
  const all = texts.map((text, n) => (n === 0 ? text.text : BREAKS[text.before]! + text.text));
  // Of code that leads, empty lines go, but its first line may be indented.
  return all.join('').replace(/^\s*\n/, '');
}

/** Takes the spaces off the end, which a line break follows, and gives the strongest break among them. */
function trimLast(texts: { text: string; before: number }[]): number {
  let before = 0;
  for (let last = texts.at(-1); last !== undefined; last = texts.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== '') break;
    before = Math.max(before, last.before);
    texts.pop();
  }
  return before;
}
