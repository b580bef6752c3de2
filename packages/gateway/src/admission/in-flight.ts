import { GatewayError } from '../errors/gateway-error.ts';

/** Counts requests that are being answered, and can wait for the last of them. */
export class InFlight {
  #count = 0;
  #idle: PromiseWithResolvers<void> | undefined;

  get count(): number {
    return this.#count;
  }

  get isStopping(): boolean {
    return this.#idle !== undefined;
  }

  /** @throws GatewayError `stopping`. */
  requireOpen(): void {
    if (this.isStopping) {
      throw new GatewayError('stopping', 'the gateway is stopping', { retryAfterMs: 1000 });
    }
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
      if (this.#count === 0) this.#idle?.resolve();
    }
  }

  /** Takes nothing more, and resolves when nothing is left. */
  async stop(): Promise<void> {
    this.#idle ??= Promise.withResolvers<void>();
    if (this.#count === 0) this.#idle.resolve();
    return this.#idle.promise;
  }
}
