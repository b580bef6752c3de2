/** The most that a JSON text may hold, whatever it is about. */
interface JsonLimits {
  /** Values in all its lists and objects. */
  readonly maxValues: number;
  /** Names that differ from each other, in all its objects. Each costs the parser as much as a hundred numbers. */
  readonly maxNames: number;
  /** Lists and objects inside of each other. */
  readonly maxDepth: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPENINGS = { list: 0x5b, object: 0x7b } as const;
const CLOSINGS = { list: 0x5d, object: 0x7d } as const;

/** The bytes of a text that are looked at one by one, before its end is searched for. */
const SHORT_TEXT = 32;
/** The 32-bit FNV prime. */
const FNV_PRIME = 16_777_619;

/** The place in the text up to which it was read. */
type Place = 'between' | 'name' | 'text';

/**
 * Measures a JSON text by its bytes, while they come in: what is too much for the parser is found before it is parsed, and before
 * it is kept. A text that is no JSON is measured up to where it stops being one, which is as far as a parser goes.
 */
export class JsonMeasure {
  readonly #limits: JsonLimits;
  /** Whether each list and object that is open is an object, outermost first, from place 1. */
  readonly #open: boolean[] = [];
  readonly #names = new Set<number>();
  /** Drawn anew for each text, so that nobody can make up names that count as one. */
  readonly #seed = Math.floor(Math.random() * 2 ** 32);
  #place: Place = 'between';
  #depth = 0;
  #values = 0;
  #isEscaped = false;
  #isNameNext = false;
  #hash = 0;

  constructor(limits: JsonLimits) {
    this.#limits = limits;
  }

  /** Reads a part; tells what there is too much of, if anything. */
  add(part: Uint8Array): string | undefined {
    const { maxValues, maxNames, maxDepth } = this.#limits;
    for (let at = 0; at < part.byteLength; at += 1) {
      const byte = part[at]!;
      if (this.#place === 'text') at = this.#readText(part, at);
      else if (this.#place === 'name') this.#readName(byte);
      else this.#readBetween(byte);
      if (this.#depth > maxDepth) return `more than ${maxDepth} lists and objects in each other`;
    }
    if (this.#values > maxValues) return `more than ${maxValues} values`;
    if (this.#names.size > maxNames) return `more than ${maxNames} different names`;
    return undefined;
  }

  #readBetween(byte: number): void {
    if (byte === QUOTE) {
      this.#place = this.#isNameNext ? 'name' : 'text';
      this.#hash = this.#seed;
    } else if (byte === COMMA) {
      this.#values += 1;
      this.#isNameNext = this.#open[this.#depth] === true;
    } else if (byte === COLON) {
      this.#isNameNext = false;
    } else if (byte === OPENINGS.list || byte === OPENINGS.object) {
      this.#values += 1;
      this.#depth += 1;
      this.#isNameNext = byte === OPENINGS.object;
      this.#open[this.#depth] = this.#isNameNext;
    } else if ((byte === CLOSINGS.list || byte === CLOSINGS.object) && this.#depth > 0) {
      this.#depth -= 1;
    }
  }

  #readName(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) {
      this.#names.add(this.#hash);
      this.#place = 'between';
      return;
    }
    this.#hash = Math.imul(this.#hash ^ byte, FNV_PRIME);
  }

  /** Reads a text from a place in a part to its end, or the part's, and gives the last place that was read. */
  #readText(part: Uint8Array, from: number): number {
    const soon = Math.min(from + SHORT_TEXT, part.byteLength);
    for (let at = from; at < soon; at += 1) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (part[at] === BACKSLASH) this.#isEscaped = true;
      else if (part[at] === QUOTE) {
        this.#place = 'between';
        return at;
      }
    }
    // What is longer goes on to the next mark that may end it, which is looked at in the next round.
    if (this.#isEscaped || soon === part.byteLength) return soon - 1;
    const quote = part.indexOf(QUOTE, soon);
    const end = quote < 0 ? part.byteLength : quote;
    let first = end;
    while (first > soon && part[first - 1] === BACKSLASH) first -= 1;
    this.#isEscaped = (end - first) % 2 === 1;
    return end - 1;
  }
}
