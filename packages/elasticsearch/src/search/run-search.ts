import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import { pageOf } from '../call/page-of.ts';
import { planRerankedSearch } from './plan-search.ts';
import type { RerankableSearchRequest } from './plan-msearch.ts';
import type { RerankedSearchOptions } from '../call/options.ts';
import { refuseUnreadableAnswers } from '../client/refuse-unreadable-answers.ts';
import { resultWindowErrorOf } from './result-window-error-of.ts';
import { requestLike, searchOf } from '../client/search-in-body.ts';
import { withBody } from '../client/with-body.ts';

/** A client's own `search`, which answers with the body or with what holds it. */
export type EngineSearch = (params: object, requestOptions: object) => PromiseLike<object>;

/**
 * Searches through a client and reranks what it answers.
 *
 * @throws InvalidRequestError before any request, as `planRerankedSearch` does, or where the engine refuses a window of
 *   that size; the client's own errors, unchanged.
 */
export async function runRerankedSearch<TDocument>(
  search: EngineSearch,
  { rerank, ...params }: RerankableSearchRequest,
  requestOptions: TransportRequestOptions,
  options: RerankedSearchOptions<TDocument>,
): Promise<object> {
  if (rerank === false) return search(params, requestOptions);
  refuseUnreadableAnswers(requestOptions);
  const asked = searchOf(params);
  const plan = planRerankedSearch({ ...asked, ...(rerank && { rerank }) }, options, {
    isInBody: 'body' in params,
  });
  const answer = await search(requestLike(params, plan.request), requestOptions).then(
    undefined,
    (error: unknown) => {
      if (!(error instanceof Error)) throw error;
      throw resultWindowErrorOf(error.message, pageOf(asked), error) ?? error;
    },
  );
  return withBody(answer, (body) =>
    plan.finish(body as estypes.SearchResponse<TDocument>, requestOptions.signal),
  );
}
