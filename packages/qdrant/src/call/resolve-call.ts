import {
  FIELDS_OR_FUNCTION,
  requirePassage,
  type RerankSettings,
  rerankSettingsOf,
} from '@lb-rerank/core/adapter';
import { passageReader } from '../passage/passage-reader.ts';
import type { PassageSelector } from '../passage/passage-selector.ts';
import type { RerankingOptions, RerankOverrides } from './options.ts';
import { queryTextOf } from './query-text-of.ts';
import { refuseOtherOrders } from './refuse-other-orders.ts';

/** Settings of one request and the place of its passages: what its call says, else the options, else the defaults. */
export interface ResolvedCall {
  readonly settings: RerankSettings;
  readonly passage: PassageSelector;
}

/** Settles how a call is reranked. @throws InvalidRequestError for no query text, another order, a number out of range, or an unknown key. */
export function resolveCall(
  request: object,
  call: RerankOverrides | undefined,
  options: RerankingOptions,
): ResolvedCall {
  refuseOtherOrders(request);
  const passage = call?.passage ?? options.passage;
  if (call?.passage !== undefined) {
    requirePassage(call.passage, 'rerank.passage', FIELDS_OR_FUNCTION);
  }
  // Refuses a path that cannot be read before anything is asked.
  passageReader(passage);
  const settings = rerankSettingsOf(call, options, () => queryTextOf(request));
  return { settings, passage };
}
