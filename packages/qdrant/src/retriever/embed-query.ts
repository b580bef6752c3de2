import { InvalidRequestError, RerankError, RetrievalError } from '@lb-rerank/core';
import { untilAborted } from '@lb-rerank/core/adapter';
import type { Schemas } from '@qdrant/js-client-rest';
import type { QueryEmbedding } from './query-embedding.ts';
import type { QdrantRetrieverOptions } from './options.ts';

type EmbeddedQuery = Pick<Schemas['QueryRequest'], 'query' | 'using' | 'prefetch' | 'filter'>;

/**
 * Makes the part of a request that says what is looked for: one vector, or a prefetch for each of several and their fusion.
 *
 * @throws RetrievalError when an embedder fails; its own error is the `cause`. InvalidRequestError for what is no vector.
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
  for (const [n, [name]] of embedders.entries()) requireVector(vectors[n], name);
  const stages = embedders.map(([name], n) => ({
    query: vectors[n]!,
    ...(name !== undefined && { using: name }),
    ...(filter && { filter }),
  }));
  return stages.length === 1 ? stages[0]! : { prefetch: stages, query: fusion };
}

/** Refuses what Qdrant would read as no vector at all, and answer with arbitrary points. */
function requireVector(vector: unknown, name: string | undefined): void {
  const isList = Array.isArray(vector);
  const numbers: unknown[] = isList ? vector.flat() : [];
  if (isList && numbers.length > 0 && numbers.every(Number.isFinite)) return;
  if (isPlainObject(vector)) return;
  const problem = `gave ${inWords(vector)} for the query: return a vector, which is an array of numbers`;
  throw new InvalidRequestError(name === undefined ? 'embed' : `embed.${name}`, problem);
}

/** Tells a sparse vector, or a text that Qdrant embeds itself, from a thing of some library. */
function isPlainObject(vector: unknown): boolean {
  return (
    typeof vector === 'object' &&
    vector !== null &&
    Object.getPrototypeOf(vector) === Object.prototype
  );
}

function inWords(vector: unknown): string {
  if (Array.isArray(vector))
    return vector.length === 0 ? 'an empty array' : 'an array of other things';
  if (typeof vector !== 'object' || vector === null)
    return vector === null ? 'null' : typeof vector;
  return `a ${vector.constructor?.name ?? 'thing'}`;
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
