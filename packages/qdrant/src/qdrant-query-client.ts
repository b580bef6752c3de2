import type { Schemas } from '@qdrant/js-client-rest';

/** A query as the client's `query` takes it. */
export type QdrantQuery = Schemas['QueryRequest'] & {
  consistency?: Schemas['ReadConsistency'];
  timeout?: number;
};

/** The subset of @qdrant/js-client-rest's QdrantClient that we call. */
export interface QdrantQueryClient {
  query(collection: string, query: QdrantQuery): Promise<Schemas['QueryResponse']>;
}
