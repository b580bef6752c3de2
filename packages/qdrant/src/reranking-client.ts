import type { Schemas } from '@qdrant/js-client-rest';
import type { QdrantCallOptions } from './call/options.ts';
import type { Rerankable, RerankableQueryBatch } from './call/rerankable-request.ts';
import type { QdrantQuery, QdrantQueryGroups } from './client/ports.ts';
import type { RerankedGroupsResponse } from './groups/answer-groups.ts';
import type { OlderMethods } from './older-methods.ts';
import type { RerankedQueryResponse } from './points/answer-points.ts';

/** A client whose methods that find points also take `rerank` in the request, and a signal behind it; see {@link withReranking}. */
export type RerankingQdrantClient<TClient> = {
  query(
    collection: string,
    request: QdrantQuery & { rerank: false },
    options?: QdrantCallOptions,
  ): Promise<Schemas['QueryResponse']>;
  query(
    collection: string,
    request: Rerankable<QdrantQuery>,
    options?: QdrantCallOptions,
  ): Promise<RerankedQueryResponse>;
  queryBatch(
    collection: string,
    batch: RerankableQueryBatch,
    options?: QdrantCallOptions,
  ): Promise<RerankedQueryResponse[]>;
  queryGroups(
    collection: string,
    request: QdrantQueryGroups & { rerank: false },
    options?: QdrantCallOptions,
  ): Promise<Schemas['GroupsResult']>;
  queryGroups(
    collection: string,
    request: Rerankable<QdrantQueryGroups>,
    options?: QdrantCallOptions,
  ): Promise<RerankedGroupsResponse>;
} & OlderMethods<TClient> &
  TClient;
