import type { Schemas } from '@qdrant/js-client-rest';
import type { QdrantQuery, QdrantQueryBatch } from '../client/ports.ts';
import type { RerankQueryCall } from './options.ts';

/** A request that may say how its answer is reranked, or that it is not. */
export type Rerankable<TRequest> = TRequest & { rerank?: RerankQueryCall | false };

/** A query of Qdrant, and how it is reranked. */
export type RerankedQueryRequest = QdrantQuery & {
  /** `query` is read from the request where that holds a text to embed; the rest comes from the options. */
  rerank?: RerankQueryCall;
};

/** Several queries, each of which may say how it is reranked. */
export type RerankableQueryBatch = Omit<QdrantQueryBatch, 'searches'> & {
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
