import { requireBareClient, requireOptions } from '@lb-rerank/core/adapter';
import type { CallOptions, RerankingOptions, RerankOverrides } from './call/options.ts';
import type { QueryRequest } from './call/requests.ts';
import { asking } from './client/asking.ts';
import type { QueryClient } from './client/ports.ts';
import type { QueryResponse } from './points/answer-points.ts';
import { rerankPoints } from './points/rerank-points.ts';

/** A function that queries as the client's own `query` does, and answers in the reranker's order; see {@link rerankedQuery}. */
export type QueryFunction = (
  collection: string,
  request: QueryRequest & { rerank?: RerankOverrides },
  options?: CallOptions,
) => Promise<QueryResponse>;

/**
 * Wraps a Qdrant client's `query`: the first `rankWindowSize` points are scored and reordered, and everything else in
 * the response stays the engine's own.
 *
 * `score` becomes the expected level; the engine's stands in `rerank.retriever_score`. When the model fails, the engine's
 * order and scores come back with `rerank.outcome` 'fallback' and `rerank.error`. {@link withReranking} wraps the whole client.
 *
 * @throws InvalidRequestError at once for options that cannot be used, and before any request: no query text, another order,
 * numbers out of range.
 * @throws RetrievalError naming the collection when Qdrant fails; its own error is the `cause`.
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { rerankedQuery } from '@lb-rerank/qdrant';
 * import { QdrantClient } from '@qdrant/js-client-rest';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const qdrant = new QdrantClient({ url: 'http://127.0.0.1:6333' });
 * const query = rerankedQuery(qdrant, { reranker: createReranker({ scorer }), passage: 'text' });
 * const { points } = await query('articles', {
 *   query: [0.9, 0.1],
 *   with_payload: true,
 *   rerank: { query: 'What is the scientific name of apples?' },
 * });
 * console.log(points[0]?.payload?.['text']); // The scientific name of the apple is Malus domestica.
 * ```
 */
export function rerankedQuery(client: QueryClient, options: RerankingOptions): QueryFunction {
  requireBareClient(client, 'query');
  requireOptions(options);
  return async (collection, request, { signal } = {}) => {
    const [answer] = await rerankPoints({
      collection,
      requests: [request],
      ask: asking(client, collection),
      options,
      isAsked: true,
      signal,
    });
    // Nothing is skipped that is asked for.
    return answer as QueryResponse;
  };
}
