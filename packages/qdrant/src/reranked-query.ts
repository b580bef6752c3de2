import { requireOptions } from '@lb-rerank/core/adapter';
import type { CallOptions, RerankingOptions, RerankOverrides } from './call/options.ts';
import type { QueryRequest } from './call/requests.ts';
import type { QdrantQuery, QueryClient } from './client/ports.ts';
import type { QueryResponse } from './points/answer-points.ts';
import { rerankPoints } from './points/rerank-points.ts';

/** Queries as the client's own `query` does, and answers in the reranker's order. */
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
 * order and scores come back with `rerank.outcome` 'fallback' and `rerank.error`.
 *
 * @throws InvalidRequestError at once for options that cannot be used, and before any request: no query text, another order,
 * numbers out of range.
 * @throws RetrievalError naming the collection when Qdrant fails; its own error is the `cause`.
 */
export function rerankedQuery(client: QueryClient, options: RerankingOptions): QueryFunction {
  requireOptions(options);
  return async (collection, request, { signal } = {}) => {
    const [answer] = await rerankPoints({
      collection,
      requests: [request],
      ask: async ([query]: QdrantQuery[]) => [await client.query(collection, query!)],
      options,
      signal,
    });
    return answer!;
  };
}
