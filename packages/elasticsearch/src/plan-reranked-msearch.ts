import type { estypes } from '@elastic/elasticsearch';
import { planRerankedSearch } from './plan-reranked-search.ts';
import type { RerankSearchCall } from './rerank-search-call.ts';
import type { RerankedSearchOptions } from './reranked-search-options.ts';

/** A search request that may say how it is reranked, or that it is not. */
export type RerankableSearchRequest = estypes.SearchRequest & { rerank?: RerankSearchCall | false };

/** Several searches as `msearch` takes them, header and body in turn; a body may hold `rerank`. */
export type RerankableMsearchRequest = Omit<estypes.MsearchRequest, 'searches'> & {
  searches?: (estypes.MsearchMultisearchHeader | RerankableSearchRequest)[];
};

/** What is asked of the engine in place of several searches, and what becomes of the answer. */
export interface RerankedMsearchPlan {
  readonly request: estypes.MsearchRequest;
  readonly finish: (
    answer: estypes.MsearchResponse,
    signal: AbortSignal | undefined,
  ) => Promise<estypes.MsearchResponse>;
}

/**
 * How several searches are reranked: fetched in one request, and scored at once, so that their pairs share batches.
 *
 * A search that failed in the engine stays that search's error; one with `rerank: false` is left alone.
 *
 * @throws InvalidRequestError before any request, as `planRerankedSearch` does.
 */
export function planRerankedMsearch(
  params: RerankableMsearchRequest,
  options: RerankedSearchOptions,
): RerankedMsearchPlan {
  // OpenSearch's client has them under `body`.
  const place = 'body' in params ? 'body' : 'searches';
  const searches =
    (params as { body?: RerankableMsearchRequest['searches'] })[place as 'body'] ?? [];
  const plans = searches
    .filter((_, line) => line % 2 === 1)
    .map((body) => {
      const { rerank, ...request } = body as RerankableSearchRequest;
      if (rerank === false) return { request, finish: undefined };
      return planRerankedSearch({ ...request, ...(rerank && { rerank }) }, options);
    });
  const lines = searches.map((line, n) => (n % 2 === 0 ? line : plans[(n - 1) / 2]!.request));
  return {
    request: { ...params, [place]: lines },
    async finish(answer, signal) {
      const responses = await Promise.all(
        answer.responses.map(async (response, n) => {
          const finish = plans[n]?.finish;
          return finish === undefined || !('hits' in response)
            ? response
            : finish(response, signal);
        }),
      );
      return { ...answer, responses };
    },
  };
}
