import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import { InvalidRequestError, type RerankCall, requirePositiveInteger } from '@lb-rerank/core';
import type { ElasticsearchClient } from './elasticsearch-client.ts';
import { passageOf } from './passage-of.ts';
import { rerankedResponse } from './reranked-response.ts';
import type { RerankedSearchOptions } from './reranked-search-options.ts';
import type { RerankedSearchResponse } from './reranked-search-response.ts';

/** A search request of Elasticsearch, and what it is reranked by. */
export type RerankedSearchRequest = estypes.SearchRequest & { rerank: RerankCall };

/** Searches as the client's own `search` does, and answers in the reranker's order. */
export type RerankedSearch<TDocument = unknown> = <
  TAggregations = Record<string, estypes.AggregationsAggregate>,
>(
  params: RerankedSearchRequest,
  requestOptions?: Omit<TransportRequestOptions, 'meta'>,
) => Promise<RerankedSearchResponse<TDocument, TAggregations>>;

/** What orders hits by something else than relevance cannot be combined with reranking. */
const OTHER_ORDERS = ['sort', 'search_after', 'scroll'] as const;

/**
 * Wraps an Elasticsearch client's `search`: the first `rankWindowSize` hits are scored and reordered, and everything
 * else in the response stays the engine's own.
 *
 * When the model fails, the engine's order comes back with `rerank.outcome` 'fallback' and `rerank.error`. Errors of
 * Elasticsearch itself are the client's own, unchanged.
 *
 * @throws InvalidRequestError before any request: a blank query, a window that is no positive integer, or a sort.
 */
export function rerankedSearch<TDocument = unknown>(
  client: ElasticsearchClient,
  { reranker, passage, ...defaults }: RerankedSearchOptions<TDocument>,
): RerankedSearch<TDocument> {
  return async <TAggregations>(
    { rerank, ...params }: RerankedSearchRequest,
    requestOptions: Omit<TransportRequestOptions, 'meta'> = {},
  ) => {
    const { query, rankWindowSize = 100, minScore, deadlineMs } = { ...defaults, ...rerank };
    requirePositiveInteger('rankWindowSize', rankWindowSize);
    if (query.trim() === '') throw new InvalidRequestError('rerank.query', 'must not be blank');
    for (const name of OTHER_ORDERS.filter((order) => params[order] !== undefined)) {
      throw new InvalidRequestError(name, 'cannot be combined with reranking: leave it out');
    }

    const { from = 0, size = 10 } = params;
    const response = await client.search<TDocument, TAggregations>(
      { ...params, from: 0, size: size === 0 ? 0 : Math.max(rankWindowSize, from + size) },
      requestOptions,
    );
    const ranking = await reranker.rerank({
      query,
      candidates: response.hits.hits.map((hit) => ({
        document: hit,
        passage: passageOf(hit, passage),
        retrieverScore: hit._score ?? undefined,
      })),
      rankWindowSize,
      minScore,
      deadlineMs,
      signal: requestOptions.signal,
    });
    return rerankedResponse(response, ranking, { from, size });
  };
}
