import type { Schemas } from '@qdrant/js-client-rest';
import type { QdrantQuery, QdrantQueryBatch, QdrantQueryGroups } from '../client/ports.ts';
import type { RerankOverrides } from './options.ts';

/** A request that may say how its answer is reranked, or that it is not. */
export type Rerankable<TRequest> = TRequest & {
  /** The query is read from the request where that holds a text to embed; the rest comes from the options. */
  rerank?: RerankOverrides | false | undefined;
};

/** A request that is reranked, or skipped where it cannot be. */
export type NeverBare<TRequest> = TRequest & { rerank?: RerankOverrides | undefined };

/** A query of Qdrant that may say how its answer is reranked, or that it is not. */
export type QueryRequest = Rerankable<QdrantQuery>;

/** A query for groups that may say how its answer is reranked, or that it is not. */
export type QueryGroupsRequest = Rerankable<QdrantQueryGroups>;

/** Several queries, each of which may say how it is reranked. */
export type QueryBatchRequest = Omit<QdrantQueryBatch, 'searches'> & {
  searches: Rerankable<Schemas['QueryRequest']>[];
};

/** The part of a request for points that is read and changed; queries have it, and so do the searches of older clients. */
export interface PointsRequest {
  query?: unknown;
  prefetch?: unknown;
  limit?: number | null;
  offset?: number | null;
  with_payload?: unknown;
}

/** The part of a request for groups that is read and changed. */
export interface GroupsRequest extends PointsRequest {
  group_size?: number | null;
}

/** Tells a batch of requests from what the engine has to refuse. */
export function isBatch(batch: { searches: readonly object[] }): boolean {
  const searches: unknown = batch?.searches;
  return (
    Array.isArray(searches) &&
    searches.every((search) => typeof search === 'object' && search !== null)
  );
}
