import type { Schemas } from '@qdrant/js-client-rest';
import { askBare } from './client/ask-bare.ts';
import { type OlderMethods, olderMethods } from './older-methods.ts';
import type {
  QdrantQuery,
  QdrantQueryBatch,
  QdrantQueryGroups,
  RerankableQdrantClient,
} from './client/ports.ts';
import { rerankGroups } from './groups/rerank-groups.ts';
import { rerankPoints } from './points/rerank-points.ts';
import type { Rerankable } from './call/rerankable-request.ts';
import type { RerankedGroupsResponse } from './groups/reranked-groups-response.ts';
import { type QdrantCallOptions, rerankedQuery } from './reranked-query.ts';
import type { RerankedQueryOptions } from './call/options.ts';
import {
  type RerankedQueryResponse,
  rerankedQueryResponse,
} from './points/reranked-query-response.ts';

/** Several queries, each of which may say how it is reranked. */
export type RerankableQueryBatch = Omit<QdrantQueryBatch, 'searches'> & {
  searches: Rerankable<Schemas['QueryRequest']>[];
};

/** A client whose methods that find points also take `rerank` in the request, and a signal behind it. */
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

/**
 * A client of the same type whose `query`, `queryBatch` and `queryGroups` are reranked, and up to version 1.18 `search*`,
 * `recommend*` and `discover*` too; everything else is the client's own.
 *
 * A call says `rerank: false` to be left alone, or what is different for it. Nothing is asked of the engine here.
 *
 * @throws InvalidRequestError and RetrievalError from a call, as `rerankedQuery` does; where it is not reranked, the
 * client's own errors.
 */
export function withReranking<TClient extends RerankableQdrantClient>(
  client: TClient,
  options: RerankedQueryOptions,
): RerankingQdrantClient<TClient> {
  const reranked = rerankedQuery(client, options);
  const methods: Record<string, unknown> = {
    ...olderMethods(client, options),

    async query(
      collection: string,
      { rerank, ...query }: Rerankable<QdrantQuery>,
      { signal }: QdrantCallOptions = {},
    ) {
      return rerank === false
        ? askBare(signal, () => client.query(collection, query))
        : reranked(collection, { ...query, ...(rerank && { rerank }) }, { signal });
    },

    async queryBatch(
      collection: string,
      { searches, ...batch }: RerankableQueryBatch,
      { signal }: QdrantCallOptions = {},
    ) {
      const answers = await rerankPoints({
        collection,
        requests: searches,
        ask: (queries: Schemas['QueryRequest'][]) =>
          client.queryBatch(collection, { ...batch, searches: queries }),
        options,
        signal,
      });
      return answers.map(rerankedQueryResponse);
    },

    async queryGroups(
      collection: string,
      { rerank, ...request }: Rerankable<QdrantQueryGroups>,
      { signal }: QdrantCallOptions = {},
    ) {
      return rerank === false
        ? askBare(signal, () => client.queryGroups(collection, request))
        : rerankGroups({
            collection,
            request,
            rerank,
            ask: (query) => client.queryGroups(collection, query),
            options,
            signal,
          });
    },
  };
  return new Proxy(client, {
    get(target, property) {
      if (typeof property === 'string' && Object.hasOwn(methods, property))
        return methods[property];
      const own: unknown = Reflect.get(target, property, target);
      // The client's methods must find its private state.
      return typeof own === 'function' ? own.bind(target) : own;
    },
  }) as RerankingQdrantClient<TClient>;
}
