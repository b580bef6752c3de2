import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';

/**
 * The caller of a request, who may go before the answer has ended: then it emits `abort`.
 *
 * Every request has one, so it is the cheapest that undici takes for a signal; an AbortSignal is made for those who need one.
 */
export class Caller extends EventEmitter<{ abort: [] }> {
  hasGone = false;
  #signal: AbortSignal | undefined;

  constructor(response: ServerResponse) {
    super();
    // It closes after each answer; only before the end of one has the caller gone.
    response.once('close', () => {
      if (response.writableFinished) return;
      this.hasGone = true;
      this.emit('abort');
    });
  }

  /** Aborted where the caller has gone. */
  get signal(): AbortSignal {
    if (this.#signal !== undefined) return this.#signal;
    const controller = new AbortController();
    if (this.hasGone) controller.abort();
    else this.once('abort', () => controller.abort());
    this.#signal = controller.signal;
    return this.#signal;
  }
}
