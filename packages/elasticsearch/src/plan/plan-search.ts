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
  /** The page of the reranked order that the caller asked for, counted from the first hit that is asked for. */
  readonly page: Page;
  /** The hits of the engine's order before the first that is asked for. */
  readonly hitsBefore: number;
  readonly settings: RerankSettings;
  readonly passage: PassageSelector<TDocument>;
  /** Undefined where the hits bring their passages anyway. */
  readonly fetch: PassageFetch | undefined;
  /** Whether less is asked for than was to be reranked. */
  readonly asksForLess: boolean;
  /** The caller's `filter_path`, which is not asked of the engine: it would leave out what is scored. */
  readonly filterPath: string | readonly string[] | undefined;
  /**
   * The plan to fall back on where the engine cannot do what is asked for: first the caller's page with its passages, then the
   * caller's own request. Undefined where nothing is asked for beyond that.
   */
  readonly narrower: SearchPlan<TDocument> | undefined;
}

/** The way in which a request is told to the engine's client. */
export interface RequestForm {
  /** Whether the search is told under `body`, as to OpenSearch. */
  readonly isInBody: boolean;
  /** Parameters that the client's call options add to the URL, which may say what of a hit is shown. */
  readonly querystring?: Partial<estypes.SearchRequest> | undefined;
}

/**
 * Plans how one search is reranked; `answerSearch` then makes the caller's answer of the engine's.
 *
 * Nothing is added to a request that brings no hits.
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
  form: RequestForm = { isInBody: false },
): SearchPlan<TDocument> {
  const page = pageOf(params);
  const { passage, settings } = resolveCall(params, page, rerank, options);
  const own: SearchPlan<TDocument> = {
    request: params,
    page: { from: 0, size: page.size },
    hitsBefore: page.from,
    settings: { ...settings, rankWindowSize: Math.max(page.size, 1) },
    passage,
    fetch: undefined,
    asksForLess: true,
    filterPath,
    narrower: undefined,
  };
  if (page.size === 0) return own;

  const fetch = passageFetchFor({ ...params, ...form.querystring }, passage, form);
  const surest = fetch?.orElse ?? fetch;
  const withPassages =
    surest === undefined
      ? own
      : { ...own, request: { ...params, ...surest.additions }, fetch: surest, narrower: own };
  const hitLimit = hitLimitOf(params);
  const rankWindowSize = Math.min(settings.rankWindowSize, hitLimit);
  // The engine cuts off a page that ends behind its limit, but refuses a `size` beyond it, which is left to it.
  const pageEnd = Math.max(Math.min(page.from + page.size, hitLimit), page.size);
  // Nothing is known of the hits behind the rank window, so a threshold ends the order with it, on every page alike.
  const end = settings.minScore === undefined ? Math.max(rankWindowSize, pageEnd) : rankWindowSize;
  const whole = (fetched: PassageFetch | undefined): SearchPlan<TDocument> => ({
    ...own,
    request: {
      ...withNearestOfPage(params, page.size),
      ...fetched?.additions,
      from: 0,
      size: end,
    },
    page,
    hitsBefore: 0,
    settings: { ...settings, rankWindowSize },
    fetch: fetched,
    asksForLess: false,
    narrower: page.from === 0 && end === page.size ? withPassages.narrower : withPassages,
  });
  const plan = whole(fetch);
  return fetch?.orElse === undefined ? plan : { ...plan, narrower: whole(fetch.orElse) };
}
