import type { Schemas } from '@qdrant/js-client-rest';
import { requirePositiveInteger, retrieverOrder } from '@lb-rerank/core/adapter';
import { askEngine } from '../client/ask-engine.ts';
import { NoPointsError } from '../client/no-points-error.ts';
import { passageReader } from '../passage/passage-of.ts';
import { payloadFetchFor } from '../passage/passage-fetch.ts';
import type { PointsRequest } from '../points/plan-points.ts';
import type { RerankQueryCall } from '../call/rerankable-request.ts';
import { resolvedCall } from '../call/resolved-call.ts';
import {
  type GroupHit,
  type RerankedGroupsResponse,
  rerankedGroupsResponse,
} from './reranked-groups-response.ts';
import type { RerankedQueryOptions } from '../call/options.ts';
import { widenedStages } from '../points/widened-stages.ts';

/** What of a request for groups is read and changed. */
export interface GroupsRequest extends PointsRequest {
  group_size?: number | null;
}

/**
 * Fetches as many groups as fill the window, reranks the points within each group, and the groups by their best point.
 *
 * The window takes the first points of all groups, then the second ones, and so on.
 */
export async function rerankGroups<TRequest extends GroupsRequest>({
  collection,
  request,
  rerank,
  ask,
  options,
  signal,
}: {
  collection: string;
  request: TRequest;
  rerank: RerankQueryCall | undefined;
  ask: (request: TRequest) => Promise<Schemas['GroupsResult']>;
  options: RerankedQueryOptions;
  signal: AbortSignal | undefined;
}): Promise<RerankedGroupsResponse> {
  const { passage, ...settings } = resolvedCall(request, rerank, options);
  const limit = request.limit ?? 10;
  const groupSize = request.group_size ?? 3;
  requirePositiveInteger('limit', limit);
  requirePositiveInteger('group_size', groupSize);
  const groups = Math.max(limit, Math.ceil(settings.rankWindowSize / groupSize));
  const fetch = payloadFetchFor(request.with_payload, passage);
  const passageOf = passageReader(passage);
  const answer = await askEngine(collection, signal, async () => {
    const found = await ask({
      // Qdrant multiplies the limits of prefetches by the size of a group.
      ...widenedStages(request, groups),
      limit: groups,
      with_payload: fetch.withPayload,
    });
    if (!Array.isArray(found.groups)) throw new NoPointsError();
    return found;
  });
  const hits = hitsByPlace(answer);
  // As with points: nothing is known of what stands behind the window.
  const kept = settings.minScore === undefined ? hits : hits.slice(0, settings.rankWindowSize);
  const candidateOf = (hit: GroupHit) => ({
    document: { ...hit, point: fetch.strip(hit.point) },
    retrieverScore: hit.point.score,
  });
  const rank = async () => {
    const candidates = kept.map((hit) => ({ ...candidateOf(hit), passage: passageOf(hit.point) }));
    return options.reranker.rerank({ ...settings, candidates, signal });
  };
  const ranking = await rank().catch((error: unknown) => {
    signal?.throwIfAborted();
    return retrieverOrder(kept.map(candidateOf), {
      modelId: options.reranker.modelId,
      rankWindowSize: settings.rankWindowSize,
      error,
    });
  });
  return rerankedGroupsResponse(answer, ranking, limit);
}

function hitsByPlace({ groups }: Schemas['GroupsResult']): GroupHit[] {
  return groups
    .flatMap(({ hits }, group) => hits.map((point, place) => ({ point, group, place })))
    .toSorted((a, b) => a.place - b.place);
}
