import { type RerankSettings, rerankSettingsOf } from '@lb-rerank/core/adapter';
import type { PassageSelector } from '../passage/passage-selector.ts';
import { queryTextOf } from './query-text-of.ts';
import { refuseOtherOrders } from './refuse-other-orders.ts';
import type { RerankQueryCall } from './rerankable-request.ts';
import type { RerankedQueryOptions } from './options.ts';

/** What holds for one request: what its call says, else the options, else the defaults. */
export interface ResolvedCall extends RerankSettings {
  readonly passage: PassageSelector;
}

/** @throws InvalidRequestError naming the argument at fault: no query text, another order, numbers out of range. */
export function resolvedCall(
  request: object,
  call: RerankQueryCall = {},
  options: RerankedQueryOptions,
): ResolvedCall {
  refuseOtherOrders(request);
  const settings = rerankSettingsOf(call, options, () => queryTextOf(request));
  return { ...settings, passage: call.passage ?? options.passage };
}
