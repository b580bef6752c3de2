import type { Schemas } from '@qdrant/js-client-rest';
import { requireBareClient, requireOptions, withMembers } from '@lb-rerank/core/adapter';
import type { CallOptions, RerankingOptions } from './call/options.ts';
import {
  isBatch,
  type QueryBatchRequest,
  type QueryGroupsRequest,
  type QueryRequest,
} from './call/requests.ts';
import { askBare } from './client/ask-engine.ts';
import { asking } from './client/asking.ts';
import type { QdrantQueryGroups, RerankableClient } from './client/ports.ts';
import { rerankGroups } from './groups/rerank-groups.ts';
import { olderMethods } from './older-methods.ts';
import { rerankPoints } from './points/rerank-points.ts';
import type { RerankingClient } from './reranking-client.ts';

/**
 * Wraps a client of Qdrant: its `query`, `queryBatch` and `queryGroups` are reranked, and up to version 1.18 `search*`,
 * `recommend*` and `discover*` too; everything else is the client's own.
 *
 * A call says `rerank: false` to be left alone, or what is different for it. One that says nothing of it and cannot be reranked is
 * answered as the client answers it, marked `rerank: { outcome: 'skipped', reason }`. Nothing is asked of the engine here.
 * {@link rerankedQuery} is `query` alone.
 *
 * @throws InvalidRequestError at once for options that cannot be used and for a client that reranks already, and from a call that asks for reranking and cannot have it;
 * RetrievalError from a call, as {@link rerankedQuery} does; where it is not reranked, the client's own errors.
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
  requireBareClient(client, 'query');
  requireOptions(options);

  const query = async (collection: string, request: QueryRequest, { signal }: CallOptions = {}) => {
    const ask = asking(client, collection);
    const [answer] = await rerankPoints({ collection, requests: [request], ask, options, signal });
    return answer!;
  };

  const queryBatch = async (
    collection: string,
    batch: QueryBatchRequest,
    { signal }: CallOptions = {},
  ) =>
    isBatch(batch)
      ? rerankPoints({
          collection,
          requests: batch.searches,
          ask: (searches: Schemas['QueryRequest'][]) =>
            client.queryBatch(collection, { ...batch, searches }),
          options,
          signal,
        })
      : askBare(signal, () => client.queryBatch(collection, batch));

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
