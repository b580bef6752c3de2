import type { QdrantQuery, QdrantQueryClient } from './client/ports.ts';
import { rerankPoints } from './points/rerank-points.ts';
import type { RerankQueryCall } from './call/rerankable-request.ts';
import type { RerankedQueryOptions } from './call/options.ts';
import {
  type RerankedQueryResponse,
  rerankedQueryResponse,
} from './points/reranked-query-response.ts';

/** A query of Qdrant, and how it is reranked. */
export type RerankedQueryRequest = QdrantQuery & {
  /** `query` is read from the request where that holds a text to embed; the rest comes from the options. */
  rerank?: RerankQueryCall;
};

/** What a call says beside its request. */
export interface QdrantCallOptions {
  /** Aborts the call, which then rejects at once with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Queries as the client's own `query` does, and answers in the reranker's order. */
export type RerankedQuery = (
  collection: string,
  request: RerankedQueryRequest,
  options?: QdrantCallOptions,
) => Promise<RerankedQueryResponse>;

/**
 * Wraps a Qdrant client's `query`: the first `rankWindowSize` points are scored and reordered, and everything else in
 * the response stays the engine's own.
 *
 * `score` becomes the expected level; the engine's stands in `rerank.retriever_score`. When the model fails, the engine's
 * order and scores come back with `rerank.outcome` 'fallback' and `rerank.error`.
 *
 * @throws InvalidRequestError before any request: no query text, another order, numbers out of range.
 * @throws RetrievalError naming the collection when Qdrant fails; its own error is the `cause`.
 */
export function rerankedQuery(
  client: QdrantQueryClient,
  options: RerankedQueryOptions,
): RerankedQuery {
  return async (collection, request, { signal } = {}) => {
    const [answer] = await rerankPoints({
      collection,
      requests: [request],
      ask: async ([query]: QdrantQuery[]) => [await client.query(collection, query!)],
      options,
      signal,
    });
    return rerankedQueryResponse(answer!);
  };
}
