import {
  InvalidRequestError,
  type RerankRequest,
  requirePositiveInteger,
  validateRerankRequest,
} from '@lb-rerank/core';
import type { PassageSelector } from './passage-selector.ts';
import { queryTextOf } from './query-text-of.ts';
import { refuseOtherOrders } from './refuse-other-orders.ts';
import type { RerankQueryCall } from './rerank-query-call.ts';
import type { RerankedQueryOptions } from './reranked-query-options.ts';

/** How one request is reranked, with all defaults in place. */
export interface RerankSettings extends Pick<
  RerankRequest<unknown>,
  'query' | 'minScore' | 'deadlineMs'
> {
  readonly rankWindowSize: number;
  readonly passage: PassageSelector;
}

/**
 * What the call says, else the options, else the request itself.
 *
 * @throws InvalidRequestError naming the argument at fault: no query text, another order, numbers out of range.
 */
export function rerankSettingsOf(
  request: object,
  rerank: RerankQueryCall = {},
  options: RerankedQueryOptions,
): RerankSettings {
  refuseOtherOrders(request);
  const { query = queryTextOf(request) } = rerank;
  if (typeof query !== 'string' || query.trim() === '') {
    throw new InvalidRequestError('rerank.query', 'must be a text that is not blank');
  }
  const settings = {
    query,
    passage: rerank.passage ?? options.passage,
    rankWindowSize: rerank.rankWindowSize ?? options.rankWindowSize ?? 100,
    minScore: rerank.minScore ?? options.minScore,
    deadlineMs: rerank.deadlineMs ?? options.deadlineMs,
  };
  validateRerankRequest({ ...settings, candidates: [] });
  return settings;
}

/** @throws InvalidRequestError for what the engine would refuse, but which a wider request would hide. */
export function requirePage({ limit, offset }: { limit: number; offset: number }): void {
  requirePositiveInteger('limit', limit);
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new InvalidRequestError('offset', 'must be an integer of at least 0');
  }
}
