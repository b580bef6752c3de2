import { requirePositiveInteger, type RerankSettings } from '@lb-rerank/core/adapter';
import type { RerankingOptions, RerankOverrides } from '../call/options.ts';
import { pageOf } from '../call/page-of.ts';
import type { GroupsRequest } from '../call/requests.ts';
import { resolveCall } from '../call/resolve-call.ts';
import { type PassageFetch, passageFetchFor } from '../passage/passage-fetch.ts';
import type { PassageSelector } from '../passage/passage-selector.ts';
import { widenedStages } from '../points/widened-stages.ts';

/** The number of points that Qdrant puts into a group where a request does not say it. */
const DEFAULT_GROUP_SIZE = 3;

/** The request that is asked of the engine in place of the caller's, and all that makes its answer the caller's again. */
export interface GroupsPlan<TRequest> {
  readonly request: TRequest;
  /** The number of groups that the caller asked for. */
  readonly limit: number;
  readonly settings: RerankSettings;
  readonly passage: PassageSelector;
  readonly fetch: PassageFetch;
}

/**
 * Plans how the groups of one request are reranked: as many are fetched as fill the rank window. `answerGroups` then makes
 * the caller's answer of the engine's.
 *
 * @throws InvalidRequestError before any request, as `resolveCall` does, and for a bad `limit` or `group_size`.
 */
export function planGroups<TRequest extends GroupsRequest>(
  request: TRequest,
  rerank: RerankOverrides | undefined,
  options: RerankingOptions,
): GroupsPlan<TRequest> {
  const { passage, settings } = resolveCall(request, rerank, options);
  const { limit } = pageOf({ limit: request.limit ?? null });
  const groupSize = request.group_size ?? DEFAULT_GROUP_SIZE;
  requirePositiveInteger('group_size', groupSize);
  const groups = Math.max(limit, Math.ceil(settings.rankWindowSize / groupSize));
  const fetch = passageFetchFor(request.with_payload, passage);
  return {
    request: {
      // Qdrant multiplies the limits of prefetches by the size of a group.
      ...widenedStages(request, groups),
      limit: groups,
      with_payload: fetch.withPayload,
    },
    limit,
    settings,
    passage,
    fetch,
  };
}
