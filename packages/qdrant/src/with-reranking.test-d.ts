import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import type { QdrantClient as OlderClient } from 'qdrant-client-1.18';
import { expectTypeOf } from 'vitest';
import type {
  BareGroupsResponse,
  GroupsResponse,
  SkippedGroupsResponse,
} from './groups/answer-groups.ts';
import type { BarePointList, PointList, SkippedPointList } from './older-methods.ts';
import type {
  BareQueryResponse,
  QueryResponse,
  SkippedQueryResponse,
} from './points/answer-points.ts';
import type { RerankOverrides } from './call/options.ts';
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
// What is decided only when it runs may have no `rerank` at all.
declare const rerank: RerankOverrides | false;
declare const given: { rerank?: RerankOverrides | false };
type AnyQueryResponse = QueryResponse | SkippedQueryResponse | BareQueryResponse;
expectTypeOf(
  client.query('books', { query: [1], rerank }),
).resolves.toEqualTypeOf<AnyQueryResponse>();
expectTypeOf(
  client.query('books', { query: [1], ...given }),
).resolves.toEqualTypeOf<AnyQueryResponse>();
const { rerank: summary } = await client.query('books', { query: [1], rerank });
// @ts-expect-error: it may be undefined
expectTypeOf(summary.outcome);
// @ts-expect-error: a skipped search has no scores
expectTypeOf(summary?.scored);
if (summary !== undefined && summary.outcome !== 'skipped') {
  expectTypeOf(summary.scored).toEqualTypeOf<number>();
}
expectTypeOf(client.queryBatch('books', { searches: [{ query: [1] }] })).resolves.toEqualTypeOf<
  (QueryResponse | SkippedQueryResponse)[]
>();
expectTypeOf(
  client.queryBatch('books', { searches: [{ query: [1] }, { query: [1], rerank: false }] }),
).resolves.toEqualTypeOf<AnyQueryResponse[]>();
const groups = { query: [1], group_by: 'author' };
expectTypeOf(client.queryGroups('books', { ...groups, rerank: false })).resolves.toEqualTypeOf<
  Schemas['GroupsResult']
>();
expectTypeOf(client.queryGroups('books', { ...groups, rerank })).resolves.toEqualTypeOf<
  GroupsResponse | SkippedGroupsResponse | BareGroupsResponse
>();
expectTypeOf(client).not.toHaveProperty('search');

declare const older: RerankingClient<OlderClient>;
expectTypeOf(
  older.search('books', { vector: [1], rerank: { query: 'apples' } }),
).resolves.toEqualTypeOf<PointList>();
expectTypeOf(
  older.recommendBatch('books', { searches: [{ positive: [1], limit: 3, rerank: false }] }),
).resolves.toEqualTypeOf<(PointList | SkippedPointList | BarePointList)[]>();
expectTypeOf(
  older.searchBatch('books', { searches: [{ vector: [1], limit: 3 }] }),
).resolves.toEqualTypeOf<(PointList | SkippedPointList)[]>();
expectTypeOf(older.search('books', { vector: [1], rerank: false })).resolves.toEqualTypeOf<
  Schemas['ScoredPoint'][]
>();
expectTypeOf(older.search('books', { vector: [1], rerank })).resolves.toEqualTypeOf<
  PointList | SkippedPointList | BarePointList
>();
expectTypeOf(older.discoverPoints('books', { limit: 1 })).resolves.toEqualTypeOf<
  PointList | SkippedPointList
>();
expectTypeOf(
  older.searchPointGroups('books', { vector: [1], group_by: 'a', group_size: 1, limit: 2 }),
).resolves.toEqualTypeOf<GroupsResponse | SkippedGroupsResponse>();
