import type { estypes } from '@elastic/elasticsearch';
import type { Reranker } from '@lb-rerank/core';
import { answerSearch } from './answer-search.ts';
import { errorOfSearch } from './error-of-search.ts';
import { keepPaths } from './keep-paths.ts';
import type { MsearchPlan } from './plan-msearch.ts';

/**
 * Makes the caller's answer of what the engine answered to a plan's request. A search that failed in the engine stays that
 * search's error.
 *
 * @throws InvalidRequestError as `answerSearch` does, naming the search.
 */
export async function answerMsearch(
  { plans, filterPath }: MsearchPlan,
  answer: estypes.MsearchResponse,
  dependencies: { reranker: Reranker; signal?: AbortSignal | undefined },
): Promise<estypes.MsearchResponse> {
  // The client gives an engine's error as the answer where a call says `ignore: [429]`.
  if (plans === undefined || !('responses' in answer)) return answer;
  const responses = await Promise.all(
    answer.responses.map(async (response, n) => {
      const plan = plans[n];
      if (plan === undefined || !('hits' in response)) return response;
      return answerSearch(plan, response, dependencies).catch((error: unknown) => {
        throw errorOfSearch(n, error);
      });
    }),
  );
  const reranked = { ...answer, responses };
  return filterPath === undefined ? reranked : keepPaths(reranked, filterPath, 'responses.rerank');
}
