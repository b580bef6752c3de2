import type { estypes } from '@elastic/elasticsearch';
import type { RerankingOptions } from '../call/options.ts';
import type { MsearchRequest, SearchRequest } from '../call/requests.ts';
import { requireOverrides, requirePassage } from '@lb-rerank/core/adapter';
import { PASSAGE_FORMS } from '../passage/passage-selector.ts';
import { errorOfSearch } from './error-of-search.ts';
import { planSearch, type SearchPlan } from './plan-search.ts';

/** The request that is asked of the engine in place of several searches, and a plan for each of these. */
export interface MsearchPlan {
  readonly request: estypes.MsearchRequest;
  /** One a search, undefined for those that are not to be reranked; or undefined where none is. */
  readonly plans: readonly (SearchPlan<unknown> | undefined)[] | undefined;
  /** The caller's `filter_path`, which is not asked of the engine where any search is reranked. */
  readonly filterPath: string | readonly string[] | undefined;
}

/**
 * Plans how several searches are reranked: fetched in one request, and scored at once, so that their pairs share batches.
 * One with `rerank: false` is left alone. `answerMsearch` then makes the caller's answer of the engine's.
 *
 * @throws InvalidRequestError before any request, as `planSearch` does, naming the search.
 */
export function planMsearch(
  { rerank: ofAll, ...params }: MsearchRequest,
  options: RerankingOptions,
): MsearchPlan {
  if (ofAll !== false && ofAll !== undefined) {
    requireOverrides(ofAll);
    if (ofAll.passage !== undefined) requirePassage(ofAll.passage, 'rerank.passage', PASSAGE_FORMS);
  }
  const { filter_path: filterPath, ...others } = params as typeof params & {
    filter_path?: string | string[];
    body?: MsearchRequest['searches'];
  };
  // OpenSearch's client has them under `body`.
  const key = others.body === undefined ? 'searches' : 'body';
  const searches = others[key] ?? [];
  const planned = searches
    .filter((_, line) => line % 2 === 1)
    .map((body, n): Pick<MsearchPlan, 'request'> & { plan?: SearchPlan<unknown> } => {
      const { rerank = ofAll, ...request } = body as SearchRequest;
      if (rerank === false) return { request };
      try {
        const search = { ...request, ...(rerank !== undefined && { rerank }) };
        const plan = planSearch(search, options, { isInBody: key === 'body' });
        return { request: plan.request, plan };
      } catch (error) {
        throw errorOfSearch(n, error);
      }
    });
  const lines = searches.map((line, n) => (n % 2 === 0 ? line : planned[(n - 1) / 2]!.request));
  const plans = planned.map(({ plan }) => plan);
  return plans.every((plan) => plan === undefined)
    ? { request: { ...params, [key]: lines }, plans: undefined, filterPath: undefined }
    : { request: { ...others, [key]: lines }, plans, filterPath };
}
