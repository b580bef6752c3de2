import { requirePositiveInteger, type RerankSettings } from '@lb-rerank/core/adapter';
import type { RerankingOptions, RerankOverrides } from '../call/options.ts';
import { pageOf } from '../call/page-of.ts';
import type { GroupsRequest } from '../call/requests.ts';
import { resolveCall } from '../call/resolve-call.ts';
import { AS_IT_COMES, type PassageFetch, passageFetchFor } from '../passage/passage-fetch.ts';
import type { PassageSelector } from '../passage/passage-selector.ts';
import type { EngineLimit } from '../points/plan-points.ts';
import { limitShortfall, ownPageShortfall, type Shortfall } from '../points/shortfall.ts';
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
  /** The number of points that a group may have. */
  readonly groupSize: number;
  /** Why the rank window is smaller than it should be, if it is. */
  readonly shortfall?: Shortfall | undefined;
}

/**
 * Plans how the groups of one request are reranked: as many are fetched as fill the rank window, or as the engine lets a request
 * ask for. `answerGroups` then makes the caller's answer of the engine's.
 *
 * @throws InvalidRequestError before any request, as `resolveCall` does, for a bad `limit` or `group_size`, and for a `with_payload`
 *   that cannot be read.
 */
export function planGroups<TRequest extends GroupsRequest>(
  request: TRequest,
  rerank: RerankOverrides | undefined,
  options: RerankingOptions,
  engineLimit?: EngineLimit,
): GroupsPlan<TRequest> {
  const { passage, settings } = resolveCall(request, rerank, options);
  const { limit } = pageOf({ limit: request.limit ?? null });
  const groupSize = request.group_size ?? DEFAULT_GROUP_SIZE;
  requirePositiveInteger('group_size', groupSize);
  const wanted = Math.max(limit, Math.ceil(settings.rankWindowSize / groupSize));
  // Qdrant limits the product of both.
  const groups = Math.min(wanted, Math.floor((engineLimit?.mostPoints ?? Infinity) / groupSize));
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
    groupSize,
    ...(engineLimit &&
      groups < wanted && { shortfall: limitShortfall(engineLimit.mostPoints, engineLimit.error) }),
  };
}

/** Plans the caller's own request, as it came, because of what became of the plan's; its groups are reranked by themselves. */
export function ownGroupsPlan<TRequest>(
  plan: GroupsPlan<TRequest>,
  request: TRequest,
  error: Error,
): GroupsPlan<TRequest> {
  return { ...plan, request, fetch: AS_IT_COMES, shortfall: ownPageShortfall(error) };
}
