const HALF_LIFE_MS = 2000;
/** With less time on the job than this, a pace would be guessed rather than measured. */
const LEAST_BUSY_MS = 500;

/**
 * Measures the pace at which pairs get done while there is work, over the last seconds of it. Pairs that the cache
 * answers count as done, since the next callers will find as many there.
 */
export class BackendPace {
  readonly #now: () => number;
  #running = 0;
  #since = 0;
  #busyMs = 0;
  #pairs = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  begin(): void {
    this.#account();
    this.#running += 1;
  }

  /** @param pairs that were done, whoever answered them; undefined after a failure, behind which another pace may wait. */
  end(pairs: number | undefined): void {
    this.#account();
    this.#running -= 1;
    if (pairs === undefined) {
      this.#busyMs = 0;
      this.#pairs = 0;
    } else this.#pairs += pairs;
  }

  /** Estimates the time for so many pairs, in milliseconds; undefined while too little is known. */
  timeFor(pairs: number): number | undefined {
    this.#account();
    if (this.#busyMs < LEAST_BUSY_MS || this.#pairs === 0) return undefined;
    return (pairs * this.#busyMs) / this.#pairs;
  }

  /** Time without work tells nothing of the pace, so it neither counts nor makes older work fade. */
  #account(): void {
    const now = this.#now();
    if (this.#running > 0) {
      const passed = now - this.#since;
      const kept = 0.5 ** (passed / HALF_LIFE_MS);
      this.#busyMs = this.#busyMs * kept + passed;
      this.#pairs *= kept;
    }
    this.#since = now;
  }
}
