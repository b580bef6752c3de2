import type { Schemas } from '@qdrant/js-client-rest';
import { InvalidRequestError } from '@lb-rerank/core';
import {
  RERANK_DEFAULTS,
  type RerankDefaults,
  requireKnownKeys,
  requireBareClient,
  requireOptions,
} from '@lb-rerank/core/adapter';
import { pageOf } from '../call/page-of.ts';
import { resolveCall } from '../call/resolve-call.ts';
import { asking } from '../client/asking.ts';
import type { QdrantQuery } from '../client/ports.ts';
import { findPoints, type FoundPoints } from '../points/find-points.ts';
import { rankPoints } from '../points/rank-points.ts';
import { embedQuery } from './embed-query.ts';
import type { QdrantRetrieverOptions, RetrieveOptions } from './options.ts';
import { retrievedPassageOf, type RetrievedPassages } from './retrieved-passage.ts';

type RerankedPoints = Extract<
  FoundPoints<QdrantQuery, Schemas['QueryResponse']>,
  { answers: unknown }
>;

const OWN_OPTIONS = ['client', 'collection', 'embed', 'using', 'fusion', 'search'];
const CALL_OPTIONS = [
  ...Object.keys({
    limit: true,
    offset: true,
    filter: true,
    signal: true,
  } satisfies Record<Exclude<keyof RetrieveOptions, keyof RerankDefaults>, true>),
  ...RERANK_DEFAULTS,
];

/** A finder of the passages in a collection that answer a query; {@link createQdrantRetriever} makes one. */
export interface QdrantRetriever {
  /**
   * Embeds a query, retrieves the rank window, reranks it, and gives the best passages.
   *
   * @throws InvalidRequestError before any work: a blank query or numbers out of range.
   * @throws RetrievalError naming the collection when an embedder or Qdrant fails; its own error is the `cause`.
   */
  retrieve(query: string, options?: RetrieveOptions): Promise<RetrievedPassages>;
}

/**
 * Makes the retriever of a RAG application: a query's text in, the best passages out.
 *
 * {@link createOpenaiEmbedder} and {@link qdrantInference} make embedders for it.
 *
 * When the model fails, the passages come in Qdrant's order without a score, and `rerank.outcome` is 'fallback'.
 *
 * @throws InvalidRequestError at once when there is no embedder, no passage or no reranker, or for an unknown option.
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { createOpenaiEmbedder, createQdrantRetriever } from '@lb-rerank/qdrant';
 * import { QdrantClient } from '@qdrant/js-client-rest';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const retriever = createQdrantRetriever({
 *   client: new QdrantClient({ url: 'http://127.0.0.1:6333' }),
 *   collection: 'articles',
 *   embed: createOpenaiEmbedder({ baseURL: 'http://127.0.0.1:8001/v1', model: 'intfloat/e5-small' }),
 *   reranker: createReranker({ scorer }),
 *   passage: 'text',
 * });
 * const passages = await retriever.retrieve('What is the scientific name of apples?', { limit: 1 });
 * console.log(passages[0]?.text); // The scientific name of the apple is Malus domestica.
 * ```
 */
export function createQdrantRetriever(options: QdrantRetrieverOptions): QdrantRetriever {
  requireOptions(options, { further: OWN_OPTIONS });
  const { client, collection, embed, search } = options;
  if (typeof client?.query !== 'function') {
    throw new InvalidRequestError(
      'client',
      'is needed: a `QdrantClient` of @qdrant/js-client-rest',
    );
  }
  requireBareClient(client, 'query');
  if (typeof collection !== 'string' || collection === '') {
    throw new InvalidRequestError('collection', 'is needed: the name of a collection');
  }
  requireEmbedder(embed);
  return {
    async retrieve(query, retrieveOptions = {}) {
      if (typeof query !== 'string' || query.trim() === '') {
        throw new InvalidRequestError('query', 'must be a text that is not blank');
      }
      requireRetrieveOptions(retrieveOptions);
      const { limit = 10, offset = 0, filter, signal, ...call } = retrieveOptions;
      const rerank = { ...call, query };
      resolveCall({}, rerank, options);
      const page = pageOf({ limit, offset });
      signal?.throwIfAborted();
      const embedded = await embedQuery(query, options, { filter, signal });
      const [found] = await findPoints({
        collection,
        requests: [{ with_payload: true, ...search, ...embedded, ...page, rerank }],
        ask: asking(client, collection),
        options,
        signal,
      });
      // Nothing is skipped that says `rerank`.
      const { plan, answers } = found as RerankedPoints;
      const { results, summary } = await rankPoints(
        plan,
        answers.map(({ points }) => points),
        { reranker: options.reranker, signal },
      );
      return Object.assign(results.map(retrievedPassageOf), { rerank: summary });
    },
  };
}

function requireRetrieveOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new InvalidRequestError(
      'options',
      'must be an object, such as `{ limit: 5 }`, or left out',
    );
  }
  requireKnownKeys('', options, CALL_OPTIONS);
}

function requireEmbedder(embed: unknown): void {
  const vectors = typeof embed === 'object' && embed !== null ? Object.values(embed) : [embed];
  if (vectors.length === 0) {
    throw new InvalidRequestError('embed', 'must name at least one vector');
  }
  if (vectors.some((embedder) => typeof embedder !== 'function')) {
    const problem = 'must be a function of the query, or one for each named vector';
    throw new InvalidRequestError('embed', problem);
  }
}
