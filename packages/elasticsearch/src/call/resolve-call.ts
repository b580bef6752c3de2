import type { estypes } from '@elastic/elasticsearch';
import { requirePassage, type RerankSettings, rerankSettingsOf } from '@lb-rerank/core/adapter';
import { PASSAGE_FORMS, type PassageSelector } from '../passage/passage-selector.ts';
import type { RerankingOptions, RerankOverrides } from './options.ts';
import type { Page } from './page-of.ts';
import { queryTextOf } from './query-text-of.ts';
import { refuseOtherOrders } from './refuse-other-orders.ts';
import { requireInnerHits } from './require-inner-hits.ts';

/** Settings of one search and the place of its passages: what its call says, else the options, else the defaults. */
export interface ResolvedCall<TDocument> {
  readonly settings: RerankSettings;
  readonly passage: PassageSelector<TDocument>;
}

/** Settles how a call is reranked. @throws InvalidRequestError for no query text, another order, a number out of range, or an unknown key. */
export function resolveCall<TDocument>(
  request: estypes.SearchRequest,
  page: Page,
  call: RerankOverrides | undefined,
  options: RerankingOptions<TDocument>,
): ResolvedCall<TDocument> {
  if (call?.passage !== undefined) requirePassage(call.passage, 'rerank.passage', PASSAGE_FORMS);
  const passage: PassageSelector<TDocument> = call?.passage ?? options.passage;
  // A search for totals or aggregations alone has nothing to rerank, and needs no text to do it by.
  const hasHits = page.size > 0;
  if (hasHits) {
    refuseOtherOrders(request);
    requireInnerHits(request, passage);
  }
  const settings = rerankSettingsOf(call, options, () =>
    hasHits ? queryTextOf(request) : 'nothing',
  );
  return { settings, passage };
}
