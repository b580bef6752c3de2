import { askBare } from './ask-bare.ts';
import { retrievalErrorOf } from './retrieval-error-of.ts';

/** The same as `askBare`, with a typed error. @throws RetrievalError naming the collection and the reason. */
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
