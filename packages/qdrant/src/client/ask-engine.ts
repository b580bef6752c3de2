import { untilAborted } from '@lb-rerank/core/adapter';
import { retrievalErrorOf } from './retrieval-error-of.ts';

/** The server's response does not have the shape of a Qdrant response. */
export class NoPointsError extends Error {
  override readonly name = 'NoPointsError';

  constructor() {
    super('the answer holds no points');
  }
}

/**
 * Gives what the client answers, or rejects with the signal's reason as soon as that aborts: the client takes no signal, so
 * its late answer is dropped.
 */
export async function askBare<T>(
  signal: AbortSignal | undefined,
  ask: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  return untilAborted(ask(), signal);
}

/** Asks as `askBare` does, with a typed error. @throws RetrievalError naming the collection and the reason. */
export async function askEngine<T>(
  collection: string,
  signal: AbortSignal | undefined,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await askBare(signal, ask);
  } catch (error) {
    signal?.throwIfAborted();
    throw retrievalErrorOf(error, collection);
  }
}
