import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import type { QdrantClient as OlderClient } from 'qdrant-client-1.18';
import { expectTypeOf } from 'vitest';
import type { RerankedGroupsResponse } from './groups/answer-groups.ts';
import type { RerankedPointList } from './older-methods.ts';
import type { RerankedQueryResponse } from './points/answer-points.ts';
import type { RerankingQdrantClient } from './reranking-client.ts';

expectTypeOf<RerankedQueryResponse>().toExtend<Schemas['QueryResponse']>();
expectTypeOf<RerankedGroupsResponse>().toExtend<Schemas['GroupsResult']>();

expectTypeOf<RerankingQdrantClient<QdrantClient>>().toExtend<QdrantClient>();
expectTypeOf<RerankingQdrantClient<OlderClient>>().toExtend<OlderClient>();

declare const client: RerankingQdrantClient<QdrantClient>;
expectTypeOf(client.query('books', { query: [1] })).resolves.toEqualTypeOf<RerankedQueryResponse>();
expectTypeOf(client.query('books', { query: [1], rerank: false })).resolves.toEqualTypeOf<
  Schemas['QueryResponse']
>();
expectTypeOf(client).not.toHaveProperty('search');

declare const older: RerankingQdrantClient<OlderClient>;
expectTypeOf(
  older.search('books', { vector: [1], rerank: { query: 'apples' } }),
).resolves.toEqualTypeOf<RerankedPointList>();
expectTypeOf(
  older.recommendBatch('books', { searches: [{ positive: [1], limit: 3, rerank: false }] }),
).resolves.toEqualTypeOf<RerankedPointList[]>();
expectTypeOf(
  older.searchPointGroups('books', { vector: [1], group_by: 'a', group_size: 1, limit: 2 }),
).resolves.toEqualTypeOf<RerankedGroupsResponse>();
