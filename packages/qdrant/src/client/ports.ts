import type { Schemas } from '@qdrant/js-client-rest';

interface CallParams {
  consistency?: Schemas['ReadConsistency'];
  timeout?: number;
}

/** A query as the client's `query` takes it. */
export type QdrantQuery = Schemas['QueryRequest'] & CallParams;

/** Several queries as the client's `queryBatch` takes them. */
export type QdrantQueryBatch = Schemas['QueryRequestBatch'] & CallParams;

/** A query for groups as the client's `queryGroups` takes it. */
export type QdrantQueryGroups = Schemas['QueryGroupsRequest'] & CallParams;

/** The subset of @qdrant/js-client-rest's QdrantClient that we call for single queries. */
export interface QueryClient {
  query(collection: string, query: QdrantQuery): Promise<Schemas['QueryResponse']>;
}

/** The subset of @qdrant/js-client-rest's QdrantClient whose answers are reranked. */
export interface RerankableClient extends QueryClient {
  queryBatch(collection: string, batch: QdrantQueryBatch): Promise<Schemas['QueryResponse'][]>;
  queryGroups(collection: string, query: QdrantQueryGroups): Promise<Schemas['GroupsResult']>;
}
