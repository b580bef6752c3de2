/** Limits of a {@link CircuitBreaker}, and the way it tells a failure. */
export interface CircuitBreakerOptions {
  /** The failures in a row after which calls are refused; a larger value keeps asking for longer. */
  readonly breakAfter: number;
  /** The time that calls are refused, in milliseconds, before one is let through to try; a larger value spares the backend. */
  readonly breakMs: number;
  /** Tells whether an error is the backend's trouble, which may pass; others say nothing about its state. */
  readonly isFailure: (error: unknown) => boolean;
}

/** The refusal of a call while a {@link CircuitBreaker} is open. */
export class OpenCircuitError extends Error {
  override readonly name = 'OpenCircuitError';
}

/**
 * A switch between callers and a backend: it opens after failures in a row, refuses calls for a while, and then lets one through
 * whose end decides for all that came meanwhile.
 *
 * Its clock is monotonic, unlike that of the libraries that were looked at (cockatiel 4), so that a system clock that is set back
 * does not keep it open.
 */
export class CircuitBreaker {
  readonly #options: CircuitBreakerOptions;
  #failures = 0;
  #openUntil = 0;
  #trial: Promise<void> | undefined;

  constructor(options: CircuitBreakerOptions) {
    this.#options = options;
  }

  /** Makes a call. @throws what the call throws; OpenCircuitError while the switch is open. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    const { breakAfter, breakMs, isFailure } = this.#options;
    if (this.#failures < breakAfter) return this.#watched(call);
    if (performance.now() < this.#openUntil) throw new OpenCircuitError();
    if (this.#trial !== undefined) {
      await this.#trial;
      return this.run(call);
    }
    // Without news of its own, a trial that says nothing leaves the next call to try.
    const trial = this.#watched(call);
    this.#trial = trial.then(
      () => undefined,
      (error: unknown) => {
        if (isFailure(error)) this.#openUntil = performance.now() + breakMs;
      },
    );
    try {
      return await trial;
    } finally {
      this.#trial = undefined;
    }
  }

  async #watched<T>(call: () => Promise<T>): Promise<T> {
    const { breakAfter, breakMs, isFailure } = this.#options;
    try {
      const answer = await call();
      this.#failures = 0;
      return answer;
    } catch (error) {
      if (isFailure(error)) {
        this.#failures += 1;
        if (this.#failures === breakAfter) this.#openUntil = performance.now() + breakMs;
      }
      throw error;
    }
  }
}
