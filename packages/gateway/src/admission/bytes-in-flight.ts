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

/** Counts the bytes of the bodies that all requests hold together, from when they come in until they are answered. */
export class BytesInFlight {
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The bytes held now, without those of small bodies. */
  get count(): number {
    return this.#bytes;
  }

  /** Begins to count the bytes of a request. */
  hold(): HeldBytes {
    let length = 0;
    let counted = 0;
    const countTo = (bytes: number) => {
      this.#bytes += bytes - counted;
      counted = bytes;
    };
    return {
      get isLarge() {
        return length > SMALL_BODY_BYTES;
      },
      add: (bytes) => {
        length += bytes;
        if (length <= SMALL_BODY_BYTES) return undefined;
        if (length > this.#maxBytes) {
          countTo(0);
          const message = `the body is larger than the ${this.#maxBytes} bytes that all requests may hold together`;
          return new GatewayError('too_large', message);
        }
        if (this.#bytes + length - counted > this.#maxBytes) {
          const message = `more than ${this.#maxBytes} bytes of requests at once`;
          countTo(0);
          return new GatewayError('overloaded', message, { retryAfterMs: RETRY_MS });
        }
        countTo(length);
        return undefined;
      },
      release: () => {
        countTo(0);
      },
    };
  }
}
