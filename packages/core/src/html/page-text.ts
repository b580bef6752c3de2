import { BREAKS, LINE, SPACE } from './element-kinds.ts';
import { isOfContents, Weights } from './contents.ts';

/** A text of a page, without spaces at its ends unless they are shown. */
interface Piece {
  readonly text: string;
  /** The strongest break between it and the text before it. */
  readonly before: number;
  /** The parts of the page that it stands in, added up. */
  readonly parts: number;
  /** Whether its spaces and line breaks are shown. */
  readonly isAsItStands: boolean;
}

/** Spaces that are shown as one, with the one that is not to be broken. */
const SPACES = /[ \t\n\f\r\u00A0]+/g;
/** Characters that only say where a word may be broken. */
const UNSHOWN = /[\u00AD\u200B\uFEFF]+/g;
/** A text that goes on inside of a word. */
const IN_A_WORD = /^[\p{L}\p{M}\p{N}]/u;

/** The texts of a page in their order, with the breaks between them, of which those of its contents make its text. */
export class PageText {
  readonly #pieces: Piece[] = [];
  /** The characters of texts by the parts that they stand in. */
  readonly #weights = new Weights();
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
    const contents = joined(this.#pieces, isOfContents(this.#weights));
    const title = inOneLine(this.#title).trim();
    return beginsWith(contents.trimStart(), title) ? contents : `${title}\n${contents}`.trimEnd();
  }

  #push(piece: Piece): void {
    this.#pieces.push(piece);
    this.#weights.add(piece.parts, piece.isAsItStands ? piece.text.trim() : piece.text);
    this.#length += piece.text.length;
    this.#before = 0;
  }
}

/** Tells whether a text begins with the words of another, the last of which ends there too. */
function beginsWith(text: string, words: string): boolean {
  return words === '' || (text.startsWith(words) && !IN_A_WORD.test(text.slice(words.length)));
}

function inOneLine(text: string): string {
  return text.replace(UNSHOWN, '').replace(SPACES, ' ');
}

/** Tells whether a line begins or ends between a text, with the spaces behind it, and a piece. */
function isAtLineEnd(text: string, spaces: string, piece: Piece): boolean {
  return text === '' || spaces.endsWith('\n') || piece.text.startsWith('\n');
}

/** Joins the pieces of some parts of the page. What breaks stand around other pieces, stand between these. */
function joined(pieces: readonly Piece[], isKept: (parts: number) => boolean): string {
  let text = '';
  let before = 0;
  /** The strongest break of lines or cells, and the spaces behind it, that what follows begins with. */
  let lines = 0;
  let spaces = '';
  for (const piece of pieces) {
    before = Math.max(before, piece.before);
    if (!isKept(piece.parts)) continue;
    // Spaces at the end of a line go.
    if (before >= LINE) spaces = '';
    else if (!isAtLineEnd(text, spaces, piece)) spaces += BREAKS[before]!;
    lines = before >= LINE ? Math.max(lines, before) : lines;
    before = 0;
    const shown = piece.isAsItStands ? piece.text.trimEnd() : piece.text;
    if (shown !== '') {
      text += (text === '' ? '' : BREAKS[lines]!) + spaces + shown;
      lines = 0;
      spaces = '';
    }
    spaces += piece.text.slice(shown.length);
  }
  // Of code that leads, empty lines go, but its first line may be indented.
  return text.replace(/^\s*\n/, '');
}
