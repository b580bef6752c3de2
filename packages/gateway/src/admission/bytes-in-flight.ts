import { GatewayError } from '../errors/gateway-error.ts';

/** The size up to which a body is small: it counts nowhere, so that large ones keep nobody with a small one out. */
export const SMALL_BODY_BYTES = 65_536;

const RETRY_MS = 1000;

/** The bytes of bodies that one request holds. */
export interface HeldBytes {
  /** Its bytes are more than those of a small body. */
  readonly isLarge: boolean;
  /**
   * Adds bytes that came in; gives the error `overloaded` where all requests together would hold too many, and `too_large` where this
   * one alone would.
   */
  add(bytes: number): GatewayError | undefined;
  /** Gives all of them back; what is given back twice counts once. */
  release(): void;
}

/** The bytes that all requests hold together, and the most that they may. */
interface TotalBytes {
  readonly max: number;
  held: number;
}

/** Counts the bytes of the bodies that all requests hold together, from when they come in until they are answered. */
export class BytesInFlight {
  readonly #total: TotalBytes;

  constructor(maxBytes: number) {
    this.#total = { max: maxBytes, held: 0 };
  }

  /** The bytes held now, without those of small bodies. */
  get count(): number {
    return this.#total.held;
  }

  /** Begins to count the bytes of a request. */
  hold(): HeldBytes {
    return new BytesOfRequest(this.#total);
  }
}

class BytesOfRequest implements HeldBytes {
  readonly #total: TotalBytes;
  #length = 0;
  #counted = 0;

  constructor(total: TotalBytes) {
    this.#total = total;
  }

  get isLarge(): boolean {
    return this.#length > SMALL_BODY_BYTES;
  }

  add(bytes: number): GatewayError | undefined {
    this.#length += bytes;
    if (!this.isLarge) return undefined;
    const { max, held } = this.#total;
    if (this.#length > max) {
      this.#countTo(0);
      const message = `the body is larger than the ${max} bytes that all requests may hold together`;
      return new GatewayError('too_large', message);
    }
    if (held + this.#length - this.#counted > max) {
      this.#countTo(0);
      const message = `more than ${max} bytes of requests at once`;
      return new GatewayError('overloaded', message, { retryAfterMs: RETRY_MS });
    }
    this.#countTo(this.#length);
    return undefined;
  }

  release(): void {
    this.#countTo(0);
  }

  #countTo(bytes: number): void {
    this.#total.held += bytes - this.#counted;
    this.#counted = bytes;
  }
}
