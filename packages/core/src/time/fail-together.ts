/**
 * Runs several pieces of work of which the first failure, or the caller's abort, ends the others: their results would not
 * be used.
 *
 * @param work starts the pieces, hands each of them the signal, and waits for all.
 * @throws the reason of the caller's signal when that has aborted; else what `work` threw.
 */
export async function failTogether<T>(
  signal: AbortSignal | undefined,
  work: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  const failed = new AbortController();
  const ended = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  try {
    return await work(ended);
  } catch (error) {
    signal?.throwIfAborted();
    failed.abort(error);
    throw error;
  }
}
