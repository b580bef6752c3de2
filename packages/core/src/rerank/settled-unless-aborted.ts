/**
 * What became of a piece of work, at the latest when the signal aborts: work that ignores its signal is left behind
 * and its late answer dropped.
 */
export async function settledUnlessAborted<T>(
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<{ status: 'fulfilled'; value: T } | { status: 'rejected'; reason: unknown }> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal?.reason);
  try {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', onAbort, { once: true });
    return { status: 'fulfilled', value: await Promise.race([work(), aborted.promise]) };
  } catch (reason) {
    return { status: 'rejected', reason };
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
