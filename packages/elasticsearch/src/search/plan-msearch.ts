import type { estypes } from '@elastic/elasticsearch';
import { InvalidRequestError } from '@lb-rerank/core';
import { keepPaths } from './keep-paths.ts';
import { planRerankedSearch, type RerankedSearchPlan } from './plan-search.ts';
import type { RerankSearchCall } from '../call/rerank-search-call.ts';
import type { RerankedSearchOptions } from '../call/options.ts';

/** A search request that may say how it is reranked, or that it is not. */
export type RerankableSearchRequest = estypes.SearchRequest & { rerank?: RerankSearchCall | false };

/** Several searches as `msearch` takes them, header and body in turn; a body may hold `rerank`. */
export type RerankableMsearchRequest = Omit<estypes.MsearchRequest, 'searches'> & {
  searches?: (estypes.MsearchMultisearchHeader | RerankableSearchRequest)[];
  /** Holds for all searches that say nothing themselves. */
  rerank?: RerankSearchCall | false;
};

/** What is asked of the engine in place of several searches, and what becomes of the answer. */
export interface RerankedMsearchPlan {
  readonly request: estypes.MsearchRequest;
  /** Undefined where none of them is to be reranked. */
  readonly finish:
    | ((
        answer: estypes.MsearchResponse,
        signal: AbortSignal | undefined,
      ) => Promise<estypes.MsearchResponse>)
    | undefined;
}

/**
 * How several searches are reranked: fetched in one request, and scored at once, so that their pairs share batches.
 *
 * A search that failed in the engine stays that search's error; one with `rerank: false` is left alone.
 *
 * @throws InvalidRequestError before any request, as `planRerankedSearch` does, naming the search.
 */
export function planRerankedMsearch(
  { rerank: ofAll, ...params }: RerankableMsearchRequest,
  options: RerankedSearchOptions,
): RerankedMsearchPlan {
  const { filter_path: filterPath, ...others } = params as typeof params & {
    filter_path?: string | string[];
    body?: RerankableMsearchRequest['searches'];
  };
  // OpenSearch's client has them under `body`.
  const place = others.body === undefined ? 'searches' : 'body';
  const searches = others[place] ?? [];
  const plans = searches
    .filter((_, line) => line % 2 === 1)
    .map((body, n): Partial<RerankedSearchPlan<unknown>> => {
      const { rerank = ofAll, ...request } = body as RerankableSearchRequest;
      if (rerank === false) return { request };
      const search = { ...request, ...(rerank && { rerank }) };
      try {
        return planRerankedSearch(search, options, { isInBody: place === 'body' });
      } catch (error) {
        throw errorOfSearch(n, error);
      }
    });
  const lines = searches.map((line, n) => (n % 2 === 0 ? line : plans[(n - 1) / 2]!.request));
  if (plans.every(({ finish }) => finish === undefined)) {
    return { request: { ...params, [place]: lines }, finish: undefined };
  }
  return {
    request: { ...others, [place]: lines },
    async finish(answer, signal) {
      // The client gives an engine's error as the answer where a call says `ignore: [429]`.
      if (!('responses' in answer)) return answer;
      const responses = await Promise.all(
        answer.responses.map(async (response, n) => {
          const finish = plans[n]?.finish;
          if (finish === undefined || !('hits' in response)) return response;
          return finish(response, signal).catch((error: unknown) => {
            throw errorOfSearch(n, error);
          });
        }),
      );
      const reranked = { ...answer, responses };
      return filterPath === undefined
        ? reranked
        : keepPaths(reranked, filterPath, 'responses.rerank');
    },
  };
}

/** An error that tells which of several searches it is that cannot be used; others as they are. */
function errorOfSearch(n: number, error: unknown): unknown {
  if (!(error instanceof InvalidRequestError)) return error;
  const { argument, message } = error;
  const problem = message.slice(argument.length + 1);
  return new InvalidRequestError(`searches[${2 * n + 1}].${argument}`, problem);
}
