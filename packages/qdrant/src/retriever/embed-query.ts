import { RerankError, RetrievalError } from '@lb-rerank/core';
import { untilAborted } from '@lb-rerank/core/adapter';
import type { Schemas } from '@qdrant/js-client-rest';
import type { QueryEmbedding } from './query-embedding.ts';
import type { QdrantRetrieverOptions } from './options.ts';

type EmbeddedQuery = Pick<Schemas['QueryRequest'], 'query' | 'using' | 'prefetch' | 'filter'>;

/**
 * Makes the part of a request that says what is looked for: one vector, or a prefetch for each of several and their fusion.
 *
 * @throws RetrievalError when an embedder fails; its own error is the `cause`.
 */
export async function embedQuery(
  text: string,
  { embed, using, fusion = { fusion: 'rrf' }, collection }: QdrantRetrieverOptions,
  { filter, signal }: { filter: Schemas['Filter'] | undefined; signal: AbortSignal | undefined },
): Promise<EmbeddedQuery> {
  const embedders = typeof embed === 'function' ? [[using, embed] as const] : Object.entries(embed);
  let vectors: QueryEmbedding[];
  try {
    const embedding = Promise.all(embedders.map(async ([, one]) => one(text, { signal })));
    vectors = await untilAborted(embedding, signal);
  } catch (cause) {
    signal?.throwIfAborted();
    throw embeddingErrorOf(cause, collection);
  }
  const stages = embedders.map(([name], n) => ({
    query: vectors[n]!,
    ...(name !== undefined && { using: name }),
    ...(filter && { filter }),
  }));
  return stages.length === 1 ? stages[0]! : { prefetch: stages, query: fusion };
}

/** Wraps an embedder's error; only our own messages are passed on, since others may hold the text or a key. */
function embeddingErrorOf(cause: unknown, collection: string): RetrievalError {
  const isOurs = cause instanceof RerankError;
  const what = isOurs ? `: ${cause.message}` : '';
  return new RetrievalError({
    source: collection,
    reason: `the query could not be embedded${what}`,
    isRetryable: isOurs && cause.isRetryable,
    cause,
  });
}
