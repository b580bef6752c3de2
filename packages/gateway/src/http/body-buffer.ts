/** The first size of a buffer whose end is not known; it doubles from here. */
const FIRST_BYTES = 16_384;

/** A body that grows in one piece of memory, however small its parts are. */
export class BodyBuffer {
  readonly #maxBytes: number;
  #bytes: Buffer;
  #length = 0;

  /**
   * @param maxBytes the bytes that it may hold; no more memory is taken for it
   * @param expectedBytes the length that it will have, where that is known
   */
  constructor(maxBytes: number, expectedBytes: number = FIRST_BYTES) {
    this.#maxBytes = maxBytes;
    this.#bytes = Buffer.allocUnsafeSlow(Math.min(maxBytes, expectedBytes));
  }

  /** Adds a part; tells whether there was room for it. */
  add(part: Uint8Array): boolean {
    const length = this.#length + part.byteLength;
    if (length > this.#maxBytes) return false;
    if (length > this.#bytes.byteLength) {
      const size = Math.min(this.#maxBytes, Math.max(length, 2 * this.#bytes.byteLength));
      const larger = Buffer.allocUnsafeSlow(size);
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(part, this.#length);
    this.#length = length;
    return true;
  }

  /** Decodes it as UTF-8, without a byte order mark. */
  toString(): string {
    return new TextDecoder().decode(this.#bytes.subarray(0, this.#length));
  }
}
