import { untilAborted } from '@lb-rerank/core/adapter';

/**
 * What the client answers, or the signal's reason as soon as that aborts: the client takes no signal, so its late answer
 * is dropped.
 */
export async function askBare<T>(
  signal: AbortSignal | undefined,
  ask: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  return untilAborted(ask(), signal);
}
