/** The time limit, as seen by the work that runs under it. */
export interface TimeLimit {
  /** Aborts with the caller's signal, or when the time is up. */
  readonly signal: AbortSignal | undefined;
  readonly isOver: boolean;
}

/** The longest time that a timer can wait, in milliseconds, 24 days: what is asked for beyond it would be over at once. */
export const LONGEST_TIMER_MS: number = 2 ** 31 - 1;

/**
 * Does work under a limit of time, in milliseconds, which is let go of with the work.
 *
 * `AbortSignal.timeout` would keep each signal, and what listened to it, until its time has come: a third of the memory of a
 * process that asks a thousand times a second (measured by `pnpm bench bulk`).
 */
export async function withTimeLimit<T>(
  timeoutMs: number | undefined,
  signal: AbortSignal | undefined,
  work: (limit: TimeLimit) => Promise<T>,
): Promise<T> {
  if (timeoutMs === undefined || timeoutMs === Infinity) return work({ signal, isOver: false });
  const controller = new AbortController();
  const limit = { signal: controller.signal, isOver: false };
  const timer = setTimeout(
    () => {
      limit.isOver = true;
      controller.abort(new DOMException('the time is up', 'TimeoutError'));
    },
    Math.min(timeoutMs, LONGEST_TIMER_MS),
  );
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    if (signal?.aborted) abort();
    return await work(limit);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
