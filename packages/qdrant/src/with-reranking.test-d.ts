import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import type { QdrantClient as OlderClient } from 'qdrant-client-1.18';
import { expectTypeOf } from 'vitest';
import type { GroupsResponse, SkippedGroupsResponse } from './groups/answer-groups.ts';
import type { PointList, SkippedPointList } from './older-methods.ts';
import type { QueryResponse, SkippedQueryResponse } from './points/answer-points.ts';
import type { RerankingClient } from './reranking-client.ts';

expectTypeOf<QueryResponse>().toExtend<Schemas['QueryResponse']>();
expectTypeOf<GroupsResponse>().toExtend<Schemas['GroupsResult']>();
expectTypeOf<SkippedQueryResponse>().toExtend<Schemas['QueryResponse']>();
expectTypeOf<SkippedGroupsResponse>().toExtend<Schemas['GroupsResult']>();

expectTypeOf<RerankingClient<QdrantClient>>().toExtend<QdrantClient>();
expectTypeOf<RerankingClient<OlderClient>>().toExtend<OlderClient>();

declare const client: RerankingClient<QdrantClient>;
expectTypeOf(
  client.query('books', { query: [1], rerank: { query: 'apples' } }),
).resolves.toEqualTypeOf<QueryResponse>();
// What says nothing of reranking may be skipped.
expectTypeOf(client.query('books', { query: [1] })).resolves.toEqualTypeOf<
  QueryResponse | SkippedQueryResponse
>();
expectTypeOf(client.query('books', { query: [1], rerank: false })).resolves.toEqualTypeOf<
  Schemas['QueryResponse']
>();
expectTypeOf(client).not.toHaveProperty('search');

declare const older: RerankingClient<OlderClient>;
expectTypeOf(
  older.search('books', { vector: [1], rerank: { query: 'apples' } }),
).resolves.toEqualTypeOf<PointList>();
expectTypeOf(
  older.recommendBatch('books', { searches: [{ positive: [1], limit: 3, rerank: false }] }),
).resolves.toEqualTypeOf<(PointList | SkippedPointList)[]>();
expectTypeOf(
  older.searchPointGroups('books', { vector: [1], group_by: 'a', group_size: 1, limit: 2 }),
).resolves.toEqualTypeOf<GroupsResponse | SkippedGroupsResponse>();
