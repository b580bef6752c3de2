import type { Schemas } from '@qdrant/js-client-rest';
import type { CallOptions, RerankOverrides } from './call/options.ts';
import type {
  NeverBare,
  QueryBatchRequest,
  QueryGroupsRequest,
  QueryRequest,
} from './call/requests.ts';
import type { QdrantQuery, QdrantQueryBatch, QdrantQueryGroups } from './client/ports.ts';
import type {
  BareGroupsResponse,
  GroupsResponse,
  SkippedGroupsResponse,
} from './groups/answer-groups.ts';
import type { OlderMethods } from './older-methods.ts';
import type {
  BareQueryResponse,
  QueryResponse,
  SkippedQueryResponse,
} from './points/answer-points.ts';

/**
 * A client whose methods that find points also take `rerank` in the request, and a signal behind it; see {@link withReranking}.
 *
 * An answer has `rerank` unless its request may have said `false`; where a request says nothing of it, the outcome tells
 * whether it was skipped.
 */
export type RerankingClient<TClient> = {
  query(
    collection: string,
    request: QdrantQuery & { rerank: false },
    options?: CallOptions,
  ): Promise<Schemas['QueryResponse']>;
  query(
    collection: string,
    request: QdrantQuery & { rerank: RerankOverrides },
    options?: CallOptions,
  ): Promise<QueryResponse>;
  query(
    collection: string,
    request: NeverBare<QdrantQuery>,
    options?: CallOptions,
  ): Promise<QueryResponse | SkippedQueryResponse>;
  query(
    collection: string,
    request: QueryRequest,
    options?: CallOptions,
  ): Promise<QueryResponse | SkippedQueryResponse | BareQueryResponse>;
  queryBatch(
    collection: string,
    batch: Omit<QdrantQueryBatch, 'searches'> & { searches: NeverBare<Schemas['QueryRequest']>[] },
    options?: CallOptions,
  ): Promise<(QueryResponse | SkippedQueryResponse)[]>;
  queryBatch(
    collection: string,
    batch: QueryBatchRequest,
    options?: CallOptions,
  ): Promise<(QueryResponse | SkippedQueryResponse | BareQueryResponse)[]>;
  queryGroups(
    collection: string,
    request: QdrantQueryGroups & { rerank: false },
    options?: CallOptions,
  ): Promise<Schemas['GroupsResult']>;
  queryGroups(
    collection: string,
    request: QdrantQueryGroups & { rerank: RerankOverrides },
    options?: CallOptions,
  ): Promise<GroupsResponse>;
  queryGroups(
    collection: string,
    request: NeverBare<QdrantQueryGroups>,
    options?: CallOptions,
  ): Promise<GroupsResponse | SkippedGroupsResponse>;
  queryGroups(
    collection: string,
    request: QueryGroupsRequest,
    options?: CallOptions,
  ): Promise<GroupsResponse | SkippedGroupsResponse | BareGroupsResponse>;
} & OlderMethods<TClient> &
  TClient;
