import type { Schemas } from '@qdrant/js-client-rest';
import { withMembers } from '@lb-rerank/core/adapter';
import type { CallOptions, RerankingOptions } from './call/options.ts';
import type { QueryBatchRequest, QueryGroupsRequest, QueryRequest } from './call/requests.ts';
import { askBare } from './client/ask-engine.ts';
import type { QdrantQueryGroups, RerankableClient } from './client/ports.ts';
import { rerankGroups } from './groups/rerank-groups.ts';
import { olderMethods } from './older-methods.ts';
import { rerankPoints } from './points/rerank-points.ts';
import { rerankedQuery } from './reranked-query.ts';
import type { RerankingClient } from './reranking-client.ts';

/**
 * Wraps a client of Qdrant: its `query`, `queryBatch` and `queryGroups` are reranked, and up to version 1.18 `search*`,
 * `recommend*` and `discover*` too; everything else is the client's own.
 *
 * A call says `rerank: false` to be left alone, or what is different for it. Nothing is asked of the engine here.
 * {@link rerankedQuery} is `query` alone.
 *
 * @throws InvalidRequestError at once for options that cannot be used; that and RetrievalError from a call, as {@link rerankedQuery} does; where it is not reranked, the
 * client's own errors.
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { withReranking } from '@lb-rerank/qdrant';
 * import { QdrantClient } from '@qdrant/js-client-rest';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const qdrant = new QdrantClient({ url: 'http://127.0.0.1:6333' });
 * const client = withReranking(qdrant, { reranker: createReranker({ scorer }), passage: 'text' });
 *
 * const rerank = { query: 'What is the scientific name of apples?' };
 * const answer = await client.query('articles', { query: [0.9, 0.1], limit: 1, rerank });
 * console.log(answer.rerank.outcome, answer.points[0]?.id); // reranked 2
 *
 * await client.query('articles', { query: [0.9, 0.1], rerank: false }); // left alone
 * ```
 */
export function withReranking<TClient extends RerankableClient>(
  client: TClient,
  options: RerankingOptions,
): RerankingClient<TClient> {
  const reranked = rerankedQuery(client, options);

  const query = async (
    collection: string,
    { rerank, ...request }: QueryRequest,
    { signal }: CallOptions = {},
  ) =>
    rerank === false
      ? askBare(signal, () => client.query(collection, request))
      : reranked(collection, { ...request, ...(rerank !== undefined && { rerank }) }, { signal });

  const queryBatch = async (
    collection: string,
    { searches, ...batch }: QueryBatchRequest,
    { signal }: CallOptions = {},
  ) =>
    rerankPoints({
      collection,
      requests: searches,
      ask: (queries: Schemas['QueryRequest'][]) =>
        client.queryBatch(collection, { ...batch, searches: queries }),
      options,
      signal,
    });

  const queryGroups = async (
    collection: string,
    request: QueryGroupsRequest,
    { signal }: CallOptions = {},
  ) =>
    rerankGroups({
      collection,
      request,
      ask: (groups: QdrantQueryGroups) => client.queryGroups(collection, groups),
      options,
      signal,
    });

  return withMembers(client, {
    ...olderMethods(options),
    query: () => query,
    queryBatch: () => queryBatch,
    queryGroups: () => queryGroups,
  }) as RerankingClient<TClient>;
}
