import type { estypes } from '@elastic/elasticsearch';
import { retrieverOrder } from '@lb-rerank/core/adapter';
import { engineWindowOf } from '../call/engine-window-of.ts';
import { keepPaths } from './keep-paths.ts';
import { pageOf } from '../call/page-of.ts';
import { passageFetchFor } from '../passage/passage-fetch.ts';
import { passageOf } from '../passage/passage-of.ts';
import type { RerankSearchCall } from '../call/rerank-search-call.ts';
import { resolvedCall } from '../call/resolved-call.ts';
import { rerankedResponse } from './reranked-response.ts';
import type { RerankedSearchOptions } from '../call/options.ts';
import type { RerankedSearchResponse } from './reranked-search-response.ts';
import { resultWindowErrorOf } from './result-window-error-of.ts';
import { withNearestOfPage } from './with-nearest-of-page.ts';

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
 * A failure after the engine's answer never hides that answer: it gives the engine's own order, marked.
 *
 * @throws InvalidRequestError before any request: no query text, another order, a number out of its range; from `finish`,
 *   where one of several indices refused a window of that size.
 */
export function planRerankedSearch<TDocument>(
  {
    rerank = {},
    filter_path: filterPath,
    ...params
  }: RerankedSearchRequest & { filter_path?: string | string[] },
  options: RerankedSearchOptions<TDocument>,
  place: { readonly isInBody: boolean } = { isInBody: false },
): RerankedSearchPlan<TDocument> {
  const page = pageOf(params);
  const { passage, rankWindowSize, ...call } = resolvedCall(params, page, rerank, options);
  const engineWindow = engineWindowOf(params);
  const window = Math.min(rankWindowSize, engineWindow);
  // The engine cuts off a page that ends behind its window, but refuses a `size` beyond it, which is left to it.
  const pageEnd = Math.max(Math.min(page.from + page.size, engineWindow), page.size);
  // Nothing is known of the hits behind the window, so a threshold ends the order with it, on every page alike.
  const end = call.minScore === undefined ? Math.max(window, pageEnd) : window;
  const fetch = passageFetchFor(params, passage, place);
  return {
    request: {
      ...withNearestOfPage(params, page.size),
      ...fetch?.additions,
      from: 0,
      size: page.size === 0 ? 0 : end,
    },
    async finish(response, signal) {
      // An engine's error, which the client gives as an answer where a call says `ignore: [404]`.
      if (!('hits' in response)) return response;
      // An index with a lower limit than the others fails by itself, and its hits would be missing.
      for (const { reason } of response._shards?.failures ?? []) {
        const refusal = resultWindowErrorOf(reason.reason ?? '', page);
        if (refusal !== undefined) throw refusal;
      }
      const { hits } = response.hits;
      const candidateOf = (hit: estypes.SearchHit<TDocument>) => ({
        document: fetch?.strip(hit) ?? hit,
        retrieverScore: hit._score ?? undefined,
      });
      const rank = async () => {
        const candidates = hits.map((hit) => ({
          ...candidateOf(hit),
          passage: passageOf(hit, passage),
        }));
        return options.reranker.rerank({ ...call, candidates, rankWindowSize: window, signal });
      };
      const ranking = await rank().catch((error: unknown) => {
        signal?.throwIfAborted();
        return retrieverOrder(hits.map(candidateOf), {
          modelId: options.reranker.modelId,
          rankWindowSize: window,
          error,
        });
      });
      const reranked = rerankedResponse(response, ranking, page);
      return filterPath === undefined ? reranked : keepPaths(reranked, filterPath, 'rerank');
    },
  };
}
