import { closedBy } from './element-kinds.ts';
import type { OpenElement } from './open-element.ts';

/** The elements that one may stand in, as in browsers; a deeper one takes the place of the one before it. */
const MOST_OPEN = 512;

/**
 * The elements around a place of a page, which need not all have ends. Whatever tags come, each costs no more than a few steps: the
 * depth is bounded, and an end that nothing is open for is told without a look at what is open.
 */
export class OpenElements {
  readonly #open: OpenElement[] = [];
  readonly #counts = new Map<string, number>();
  readonly #onClosed: (element: OpenElement) => void;

  constructor(onClosed: (element: OpenElement) => void) {
    this.#onClosed = onClosed;
  }

  get innermost(): OpenElement | undefined {
    return this.#open.at(-1);
  }

  /** Closes what ends where an element of this name begins, though nothing says so. */
  beforeOpening(name: string): void {
    const closed = closedBy(name);
    while (this.innermost !== undefined && closed.has(this.innermost.name)) this.#pop();
    if (this.#open.length === MOST_OPEN) this.#pop();
  }

  open(element: OpenElement): void {
    this.#open.push(element);
    this.#counts.set(element.name, (this.#counts.get(element.name) ?? 0) + 1);
  }

  /** Closes the innermost element of a name, with all inside of it; nothing where none is open. */
  close(name: string): void {
    const left = (this.#counts.get(name) ?? 0) - 1;
    if (left < 0) return;
    while (this.#counts.get(name) !== left) this.#pop();
  }

  #pop(): void {
    const element = this.#open.pop()!;
    this.#counts.set(element.name, this.#counts.get(element.name)! - 1);
    this.#onClosed(element);
  }
}
