import { TextDecoder } from 'node:util';

/** The bytes that are decoded at once: a body comes in parts of this size or less, and no step of reading it takes longer. */
const BLOCK_BYTES = 65_536;
const LEAST_BLOCK_BYTES = 1024;

/** Decodes whole texts only, and so remembers nothing between them. */
const DECODER = new TextDecoder();

/** The text of a body, decoded while its bytes come in, and kept in few pieces however small the parts are. */
export class BodyText {
  readonly #block: Buffer;
  /** Remembers a character that a block cuts in two. */
  #decoder: TextDecoder | undefined;
  #texts: string[] = [];
  #filled = 0;

  /** @param expectedBytes the length that the body will have, where that is known */
  constructor(expectedBytes: number = BLOCK_BYTES) {
    this.#block = Buffer.allocUnsafe(
      Math.min(BLOCK_BYTES, Math.max(LEAST_BLOCK_BYTES, expectedBytes)),
    );
  }

  /** Adds a part. */
  add(part: Uint8Array): void {
    for (let from = 0; from < part.byteLength;) {
      if (this.#filled === this.#block.byteLength) this.#decode();
      const piece = part.subarray(from, from + this.#block.byteLength - this.#filled);
      this.#block.set(piece, this.#filled);
      this.#filled += piece.byteLength;
      from += piece.byteLength;
    }
  }

  /** Ends the body and gives its text, read as UTF-8, without a byte order mark. */
  end(): string {
    const rest = this.#block.subarray(0, this.#filled);
    // Most bodies are of one block.
    if (this.#decoder === undefined) return DECODER.decode(rest);
    const text = [...this.#texts, this.#decoder.decode(rest)].join('');
    this.clear();
    return text;
  }

  /** Forgets what came in. */
  clear(): void {
    this.#texts = [];
    this.#filled = 0;
  }

  #decode(): void {
    this.#decoder ??= new TextDecoder();
    this.#texts.push(this.#decoder.decode(this.#block.subarray(0, this.#filled), { stream: true }));
    this.#filled = 0;
  }
}
