import type { estypes } from '@elastic/elasticsearch';
import { InvalidRequestError, requirePositiveInteger } from '@lb-rerank/core';
import { engineWindowOf } from './engine-window-of.ts';
import { passageFetchFor } from './passage-fetch.ts';
import { passageFieldsOf } from './passage-fields-of.ts';
import { passageOf } from './passage-of.ts';
import type { PassageSelector } from './passage-selector.ts';
import { queryTextOf } from './query-text-of.ts';
import { refuseOtherOrders } from './refuse-other-orders.ts';
import type { RerankSearchCall } from './rerank-search-call.ts';
import { rerankedResponse } from './reranked-response.ts';
import type { RerankedSearchOptions } from './reranked-search-options.ts';
import type { RerankedSearchResponse } from './reranked-search-response.ts';

/** A search request of Elasticsearch, and how it is reranked. */
export type RerankedSearchRequest = estypes.SearchRequest & {
  /** `query` is read from the request where that holds one text; the rest comes from the options. */
  rerank?: RerankSearchCall;
};

/** What is asked of the engine in place of a request, and what becomes of the answer. */
export interface RerankedSearchPlan<TDocument> {
  readonly request: estypes.SearchRequest;
  readonly finish: <TAggregations>(
    response: estypes.SearchResponse<TDocument, TAggregations>,
    signal: AbortSignal | undefined,
  ) => Promise<RerankedSearchResponse<TDocument, TAggregations>>;
}

/**
 * How one search is reranked.
 *
 * @throws InvalidRequestError before any request: no query text, a window that is no positive integer, another order.
 */
export function planRerankedSearch<TDocument>(
  { rerank = {}, ...params }: RerankedSearchRequest,
  { reranker, ...defaults }: RerankedSearchOptions<TDocument>,
): RerankedSearchPlan<TDocument> {
  const { rankWindowSize = 100, minScore, deadlineMs } = { ...defaults, ...rerank };
  const passage: PassageSelector<TDocument> = rerank.passage ?? defaults.passage;
  requirePositiveInteger('rankWindowSize', rankWindowSize);
  refuseOtherOrders(params);
  const query = rerank.query ?? queryTextOf(params);
  if (query.trim() === '') throw new InvalidRequestError('rerank.query', 'must not be blank');

  const { from = 0, size = 10 } = params;
  const window = Math.min(rankWindowSize, engineWindowOf(params));
  const fetch = passageFetchFor(params, passageFieldsOf(passage));
  return {
    request: {
      ...params,
      ...(fetch && { fields: fetch.fields }),
      from: 0,
      size: size === 0 ? 0 : Math.max(window, from + size),
    },
    async finish(response, signal) {
      const ranking = await reranker.rerank({
        query,
        candidates: response.hits.hits.map((hit) => ({
          document: fetch?.strip(hit) ?? hit,
          passage: passageOf(hit, passage),
          retrieverScore: hit._score ?? undefined,
        })),
        rankWindowSize: window,
        minScore,
        deadlineMs,
        signal,
      });
      return rerankedResponse(response, ranking, { from, size });
    },
  };
}
