import type { estypes } from '@elastic/elasticsearch';
import type { InvalidRequestError, Reranker } from '@lb-rerank/core';
import type { FoundSearch } from '../asking/ask-for-searches.ts';
import { answerSearch } from './answer-search.ts';
import { keepPaths } from './keep-paths.ts';
import type { MsearchPlan, PlannedSearch } from '../plan/plan-msearch.ts';
import { skippedAnswer } from './skipped-answer.ts';

/**
 * Makes the caller's answer of what the engine answered to a plan's request. A search that failed in the engine stays that
 * search's error.
 */
export async function answerMsearch(
  { searches, filterPath }: MsearchPlan,
  answer: estypes.MsearchResponse,
  found: readonly FoundSearch[],
  dependencies: { reranker: Reranker; signal?: AbortSignal | undefined },
): Promise<estypes.MsearchResponse> {
  const responses = await Promise.all(
    found.map(async ({ plan, response, refusedPart }, n) => {
      const { refusal, skipped } = searches[n] ?? ({} as Partial<PlannedSearch>);
      if (refusal !== undefined) return errorAnswerOf(refusal);
      if (skipped !== undefined) return skippedAnswer(response, skipped) as typeof response;
      if (plan === undefined || !('hits' in response)) return response;
      return answerSearch(plan, response, { ...dependencies, refusedPart });
    }),
  );
  const reranked = { ...answer, responses: responses as estypes.MsearchResponse['responses'] };
  return filterPath === undefined ? reranked : keepPaths(reranked, filterPath, 'responses.rerank');
}

/** Gives a refusal as the answer to one search, in the form of the engine's own. */
function errorAnswerOf({ code, message }: InvalidRequestError): estypes.ErrorResponseBase {
  return { error: { type: code, reason: message, root_cause: [] }, status: 400 };
}
