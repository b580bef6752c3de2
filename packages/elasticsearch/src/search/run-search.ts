import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import type { RerankingOptions } from '../call/options.ts';
import { pageOf } from '../call/page-of.ts';
import type { SearchRequest } from '../call/requests.ts';
import { refuseUnreadableAnswers } from '../client/refuse-unreadable-answers.ts';
import { requestLike, searchOf } from '../client/search-in-body.ts';
import { withBody } from '../client/with-body.ts';
import { answerSearch } from './answer-search.ts';
import { planSearch } from './plan-search.ts';
import { tooDeepErrorOf } from './too-deep-error-of.ts';

/** A client's own `search`, which answers with the body or with what holds it. */
export type EngineSearch = (params: object, requestOptions: object) => PromiseLike<object>;

/**
 * Searches through a client and reranks what it answers.
 *
 * @throws InvalidRequestError before any request, as `planSearch` does, or where the engine refuses so many hits; the client's own errors, unchanged.
 */
export async function runSearch<TDocument>(
  search: EngineSearch,
  { rerank, ...params }: SearchRequest,
  requestOptions: TransportRequestOptions,
  options: RerankingOptions<TDocument>,
): Promise<object> {
  if (rerank === false) return search(params, requestOptions);
  refuseUnreadableAnswers(requestOptions);
  const asked = searchOf(params);
  const plan = planSearch({ ...asked, ...(rerank !== undefined && { rerank }) }, options, {
    isInBody: 'body' in params,
  });
  const answer = await search(requestLike(params, plan.request), requestOptions).then(
    undefined,
    (error: unknown) => {
      if (!(error instanceof Error)) throw error;
      throw tooDeepErrorOf(error.message, pageOf(asked), error) ?? error;
    },
  );
  return withBody(answer, (body) =>
    answerSearch(plan, body as estypes.SearchResponse<TDocument>, {
      reranker: options.reranker,
      signal: requestOptions.signal,
    }),
  );
}
