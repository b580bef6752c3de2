import type { Schemas } from '@qdrant/js-client-rest';
import type { QdrantQuery, QueryClient } from './ports.ts';

/** Makes what asks queries of a client one by one, at the same time. */
export function asking(
  client: QueryClient,
  collection: string,
): (queries: QdrantQuery[]) => Promise<Schemas['QueryResponse'][]> {
  return (queries) => Promise.all(queries.map((query) => client.query(collection, query)));
}
