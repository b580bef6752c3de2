import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import type { SkippedSummary } from '@lb-rerank/core';
import { planOrSkip } from '@lb-rerank/core/adapter';
import type { RerankingOptions } from '../call/options.ts';
import type { MsearchRequest } from '../call/requests.ts';
import { eitherSignal } from '../client/abortable.ts';
import { refuseUnreadableAnswers } from '../client/refuse-unreadable-answers.ts';
import { withBody } from '../client/with-body.ts';
import { answerMsearch } from './answer-msearch.ts';
import { askForSearches } from '../asking/ask-for-searches.ts';
import { type MsearchPlan, planMsearch } from '../plan/plan-msearch.ts';
import { attempt, type EngineSearch, type SearchOptions } from './run-search.ts';

/** A call of `msearch`, as a client takes it. */
export type MsearchCall = readonly [params: MsearchRequest, ...rest: unknown[]];

/** Options of several searches at once. */
export interface MsearchOptions extends RerankingOptions, Pick<SearchOptions, 'aborted'> {
  /** The end of a search that is refused: of them all, or as its own answer, for callers who share the request. */
  readonly onRefusal: 'throw' | 'answer';
}

/**
 * Searches several times in one request, and reranks what is answered.
 *
 * @throws InvalidRequestError before any request, as `planMsearch` does, and for a search that asks for reranking and cannot be
 *   reranked, naming it; the client's own errors, unchanged.
 */
export function runMsearch(
  msearch: EngineSearch,
  [params, ...rest]: MsearchCall,
  options: MsearchOptions,
): unknown {
  const { rerank: ofAll, ...request } = params ?? {};
  const bare = () => msearch(ofAll === undefined ? params : request, ...rest);
  const { whenNotRerankable, onRefusal, reranker } = options;
  const isAsked = ofAll !== undefined && ofAll !== false;
  return attempt(() => {
    const { plan } = planOrSkip(() => planMsearch(params ?? {}, options), {
      isAsked,
      whenNotRerankable,
    });
    if (plan === undefined) return bare();
    const refusal = plan.searches.find((search) => search.refusal !== undefined)?.refusal;
    if (refusal !== undefined && onRefusal === 'throw') throw refusal;
    const isReranked = plan.searches.some((search) => search.plan !== undefined);
    if (!isReranked) return answerOf(plan);
    const { skipped } = planOrSkip(() => refuseUnreadableAnswers(rest), {
      isAsked: isAsked || plan.searches.some((search) => search.isAsked),
      whenNotRerankable,
    });
    return answerOf(skipped === undefined ? plan : leftAlone(plan, skipped));
  });

  async function answerOf(plan: MsearchPlan): Promise<object> {
    const [requestOptions] = rest as [TransportRequestOptions?];
    const signal = eitherSignal(requestOptions?.signal, options.aborted);
    const { answer, found } = await askForSearches(plan, {
      ask: async (asked) => (await msearch(asked, ...rest)) as object,
      signal,
    });
    return withBody(answer, (body) => {
      // The client gives an engine's error as the answer where a call says `ignore: [429]`.
      if (found === undefined) return body;
      const dependencies = { reranker, signal };
      return answerMsearch(plan, body as estypes.MsearchResponse, found, dependencies);
    });
  }
}

/** Leaves every search to the engine, with the caller's own `filter_path`. */
function leftAlone(
  { searches, requestFor, filterPath }: MsearchPlan,
  skipped: SkippedSummary,
): MsearchPlan {
  return {
    searches: searches.map(({ header, own, plan, skipped: before }) => ({
      header,
      own,
      skipped: plan === undefined ? before : skipped,
    })),
    requestFor: (asked) => ({
      ...requestFor(asked),
      ...(filterPath !== undefined && { filter_path: filterPath }),
    }),
    filterPath: undefined,
  };
}
