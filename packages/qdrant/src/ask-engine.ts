import { untilAborted } from '@lb-rerank/core';
import { retrievalErrorOf } from './retrieval-error-of.ts';

/**
 * What the client answers, or the signal's reason as soon as that aborts: the client takes no signal, so its late answer
 * is dropped.
 *
 * @throws RetrievalError naming the collection and the reason.
 */
export async function askEngine<T>(
  collection: string,
  signal: AbortSignal | undefined,
  ask: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  try {
    return await untilAborted(ask(), signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw retrievalErrorOf(error, collection);
  }
}
