import type { estypes } from '@elastic/elasticsearch';
import type { RerankSettings } from '@lb-rerank/core/adapter';
import { hitLimitOf } from '../call/hit-limit-of.ts';
import type { RerankingOptions } from '../call/options.ts';
import { type Page, pageOf } from '../call/page-of.ts';
import type { RerankedRequest } from '../call/requests.ts';
import { resolveCall } from '../call/resolve-call.ts';
import { type PassageFetch, passageFetchFor } from '../passage/passage-fetch.ts';
import type { PassageSelector } from '../passage/passage-selector.ts';
import { withNearestOfPage } from './with-nearest-of-page.ts';

/** The request that is asked of the engine in place of the caller's, and all that makes its answer the caller's again. */
export interface SearchPlan<TDocument> {
  readonly request: estypes.SearchRequest;
  /** The page of the reranked order that the caller asked for. */
  readonly page: Page;
  readonly settings: RerankSettings;
  readonly passage: PassageSelector<TDocument>;
  /** Undefined where the hits bring their passages anyway. */
  readonly fetch: PassageFetch | undefined;
  /** The caller's `filter_path`, which is not asked of the engine: it would leave out what is scored. */
  readonly filterPath: string | readonly string[] | undefined;
}

/**
 * Plans how one search is reranked; `answerSearch` then makes the caller's answer of the engine's.
 *
 * @throws InvalidRequestError before any request: no query text, another order, an unknown key, a number out of its range.
 */
export function planSearch<TDocument>(
  {
    rerank,
    filter_path: filterPath,
    ...params
  }: RerankedRequest & { filter_path?: string | string[] },
  options: RerankingOptions<TDocument>,
  form: { readonly isInBody: boolean } = { isInBody: false },
): SearchPlan<TDocument> {
  const page = pageOf(params);
  const { passage, settings } = resolveCall(params, page, rerank, options);
  const hitLimit = hitLimitOf(params);
  const rankWindowSize = Math.min(settings.rankWindowSize, hitLimit);
  // The engine cuts off a page that ends behind its limit, but refuses a `size` beyond it, which is left to it.
  const pageEnd = Math.max(Math.min(page.from + page.size, hitLimit), page.size);
  // Nothing is known of the hits behind the rank window, so a threshold ends the order with it, on every page alike.
  const end = settings.minScore === undefined ? Math.max(rankWindowSize, pageEnd) : rankWindowSize;
  const fetch = passageFetchFor(params, passage, form);
  return {
    request: {
      ...withNearestOfPage(params, page.size),
      ...fetch?.additions,
      from: 0,
      size: page.size === 0 ? 0 : end,
    },
    page,
    settings: { ...settings, rankWindowSize },
    passage,
    fetch,
    filterPath,
  };
}
