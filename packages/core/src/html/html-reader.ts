import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { breakAround, CELL, VOID } from './element-kinds.ts';
import { type Attributes, isHidden, openElement, PAGE, READ_ATTRIBUTES } from './open-element.ts';
import type { OpenElement } from './open-element.ts';
import { OpenElements } from './open-elements.ts';
import { PageText } from './page-text.ts';

/** The characters of a page's text that are read; of longer ones the beginning, which is more than a model's context holds. */
const MOST_READ = 1_000_000;

/**
 * A reader of one HTML text, which may be told in slices. It takes what the tokenizer finds, rather than a tree or the events of
 * htmlparser2's parser: both take the square of its length for a text of nothing but tags that do not end.
 */
export class HtmlReader implements TokenizerCallbacks {
  readonly #html: string;
  readonly #text = new PageText();
  readonly #tokenizer = new Tokenizer({}, this);
  readonly #elements = new OpenElements(({ name }) => this.#text.separate(breakAround(name)));
  #name = '';
  #attributes: Attributes = {};
  #attribute: keyof Attributes | undefined;
  #value = '';
  #isFirstCell = true;
  #hasTitle = false;

  constructor(html: string) {
    this.#html = html;
  }

  /** Reads on up to a place of the text. */
  read(from: number, to: number): void {
    this.#tokenizer.write(this.#html.slice(from, to));
  }

  /** Gives the text of what was read. */
  end(): string {
    this.#tokenizer.end();
    return this.#text.toString();
  }

  ontext(start: number, end: number): void {
    this.#read(this.#html.slice(start, end));
  }

  ontextentity(codePoint: number): void {
    this.#read(String.fromCodePoint(codePoint));
  }

  onopentagname(start: number, end: number): void {
    this.#name = this.#html.slice(start, end).toLowerCase();
    this.#attributes = {};
  }

  onattribname(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase();
    // The first of several counts.
    this.#attribute = READ_ATTRIBUTES.find((read) => read === name && !(read in this.#attributes));
    this.#value = '';
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute !== undefined) this.#value += this.#html.slice(start, end);
  }

  onattribentity(codePoint: number): void {
    if (this.#attribute !== undefined) this.#value += String.fromCodePoint(codePoint);
  }

  onattribend(): void {
    if (this.#attribute !== undefined) this.#attributes[this.#attribute] = this.#value;
  }

  onopentagend(): void {
    if (VOID.has(this.#name)) this.#onVoid();
    else this.#open();
  }

  onselfclosingtag(): void {
    this.onopentagend();
    // Elsewhere pages take `<div/>` for `<div>`.
    if (this.isInForeignContext()) this.#elements.close(this.#name);
  }

  onclosetag(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase();
    // Pages show `</br>` and a lone `</p>` as breaks.
    if (name === 'br' || name === 'p') this.#text.separate(breakAround(name));
    this.#elements.close(name);
  }

  isInForeignContext(): boolean {
    return this.#around.isForeign;
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  get #around(): OpenElement {
    return this.#elements.innermost ?? PAGE;
  }

  #read(text: string): void {
    const { name, parts, isRead, isPreformatted } = this.#around;
    if (!isRead) return;
    if (this.#text.length > MOST_READ) this.#tokenizer.pause();
    else if (name === 'title') this.#text.addToTitle(text);
    else if (isPreformatted) this.#text.addAsItStands(text, parts);
    else this.#text.add(text, parts);
  }

  #onVoid(): void {
    this.#text.separate(breakAround(this.#name));
    const { alt } = this.#attributes;
    if (this.#name !== 'img' || alt === undefined || isHidden('img', this.#attributes)) return;
    this.#read(alt);
    this.#text.separate(breakAround(this.#name));
  }

  #open(): void {
    const name = this.#name;
    this.#elements.beforeOpening(name);
    this.#separateBefore(name);
    const element = openElement(name, this.#attributes, this.#around);
    const isFurtherTitle = name === 'title' && this.#hasTitle;
    this.#hasTitle ||= name === 'title' && element.isRead;
    this.#elements.open(isFurtherTitle ? { ...element, isRead: false } : element);
  }

  #separateBefore(name: string): void {
    this.#text.separate(breakAround(name));
    if (name === 'tr') this.#isFirstCell = true;
    if (name !== 'td' && name !== 'th') return;
    if (!this.#isFirstCell) this.#text.separate(CELL);
    this.#isFirstCell = false;
  }
}
