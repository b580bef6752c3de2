/**
 * Waits for a promise, or rejects with the signal's reason as soon as that aborts; a late answer is dropped.
 *
 * @param work a promise; a value, as the scorers of others may give, is there at once
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return Promise.resolve(work);
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  // What comes after the abort changes nothing, and is no unhandled rejection.
  void Promise.resolve(work)
    .then(resolve, reject)
    .finally(() => signal.removeEventListener('abort', onAbort));
  return promise;
}
