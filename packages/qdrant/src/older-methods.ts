import type { Schemas } from '@qdrant/js-client-rest';
import type { RerankSummary, SkippedSummary } from '@lb-rerank/core';
import type { Replacement } from '@lb-rerank/core/adapter';
import type { CallOptions, RerankingOptions, RerankOverrides } from './call/options.ts';
import {
  type GroupsRequest,
  isBatch,
  type NeverBare,
  type PointsRequest,
  type Rerankable,
} from './call/requests.ts';
import { askBare } from './client/ask-engine.ts';
import type {
  BareGroupsResponse,
  GroupsResponse,
  SkippedGroupsResponse,
} from './groups/answer-groups.ts';
import { rerankGroups } from './groups/rerank-groups.ts';
import type { UnrankedPoint } from './points/answer-points.ts';
import type { RankedPoint } from './points/reranked-points.ts';
import { rerankPoints } from './points/rerank-points.ts';

/** Points in the new order; how that came about stands beside them, on the array. */
export type PointList = RankedPoint[] & { rerank: RerankSummary };

/** Points as they came, since the call says nothing of reranking and cannot be reranked; why stands beside them, on the array. */
export type SkippedPointList = UnrankedPoint[] & { rerank: SkippedSummary };

/** Points as they came, since the call says `rerank: false`, where that is known only when it runs. */
export type BarePointList = UnrankedPoint[] & { rerank?: undefined };

/** The payload that the client itself asks for where a call says nothing. */
const POINT_METHODS = {
  search: { with_payload: true },
  recommend: { with_payload: true },
  discoverPoints: {},
};
const BATCH_METHODS = [
  'searchBatch',
  'recommendBatch',
  'recommend_batch',
  'discoverBatchPoints',
] as const;
const GROUP_METHODS = ['searchPointGroups', 'recommendPointGroups'] as const;

type RequestOf<TMethod> = TMethod extends (collection: string, request: infer TRequest) => unknown
  ? TRequest
  : never;
type RerankableBatch<TBatch> = TBatch extends { searches: (infer TSearch)[] }
  ? Omit<TBatch, 'searches'> & { searches: Rerankable<TSearch>[] }
  : never;
type NeverBareBatch<TBatch> = TBatch extends { searches: (infer TSearch)[] }
  ? Omit<TBatch, 'searches'> & { searches: NeverBare<TSearch>[] }
  : never;
type Points = Schemas['ScoredPoint'][];
type AnyResponse = { points: Points; rerank?: RerankSummary | SkippedSummary };
type Batch = { searches: PointsRequest[] };
type OwnMethod<TRequest, TAnswer> = (collection: string, request: TRequest) => Promise<TAnswer>;
type Method<TRequest, TAnswer> = (
  collection: string,
  request: TRequest,
  options?: CallOptions,
) => Promise<TAnswer>;
type PublicMethod<TRequest, TOwn, TAnswer, TSkipped, TBare> = Method<
  TRequest & { rerank: false },
  TOwn
> &
  Method<TRequest & { rerank: RerankOverrides }, TAnswer> &
  Method<NeverBare<TRequest>, TAnswer | TSkipped> &
  Method<Rerankable<TRequest>, TAnswer | TSkipped | TBare>;

/** The methods that clients up to version 1.18 have beside `query`, as far as this one has them. */
export type OlderMethods<TClient> = {
  [Name in keyof TClient & keyof typeof POINT_METHODS]: PublicMethod<
    RequestOf<TClient[Name]>,
    Points,
    PointList,
    SkippedPointList,
    BarePointList
  >;
} & {
  [Name in keyof TClient & (typeof BATCH_METHODS)[number]]: Method<
    NeverBareBatch<RequestOf<TClient[Name]>>,
    (PointList | SkippedPointList)[]
  > &
    Method<
      RerankableBatch<RequestOf<TClient[Name]>>,
      (PointList | SkippedPointList | BarePointList)[]
    >;
} & {
  [Name in keyof TClient & (typeof GROUP_METHODS)[number]]: PublicMethod<
    RequestOf<TClient[Name]>,
    Schemas['GroupsResult'],
    GroupsResponse,
    SkippedGroupsResponse,
    BareGroupsResponse
  >;
};

/**
 * Gives the reranking ones of these methods, made of the client's own, by name. Their requests hold no text, so a call that is to be
 * reranked gives `rerank.query`.
 */
export function olderMethods(options: RerankingOptions): Record<string, Replacement> {
  const points = Object.entries(POINT_METHODS).map(([name, defaults]) => [
    name,
    ofMethod((own: OwnMethod<PointsRequest, Points>) => pointsMethod(own, defaults, options)),
  ]);
  const batches = BATCH_METHODS.map((name) => [
    name,
    ofMethod((own: OwnMethod<Batch, Points[]>) => batchMethod(own, options)),
  ]);
  const groups = GROUP_METHODS.map((name) => [
    name,
    ofMethod((own: OwnMethod<GroupsRequest, Schemas['GroupsResult']>) =>
      groupsMethod(own, options),
    ),
  ]);
  return Object.fromEntries([...points, ...batches, ...groups]) as Record<string, Replacement>;
}

/** Makes a reranking method of the client's own; newer clients have none, and then neither has the reranking client. */
function ofMethod(reranking: (own: never) => unknown): Replacement {
  return (own) => (typeof own === 'function' ? reranking(own as never) : own);
}

function pointsMethod(
  own: OwnMethod<PointsRequest, Points>,
  defaults: PointsRequest,
  options: RerankingOptions,
): Method<Rerankable<PointsRequest>, Points> {
  return async (collection, request, { signal } = {}) => {
    const [answer] = await rerankPoints({
      collection,
      requests: [request],
      ask: (searches: PointsRequest[]) =>
        Promise.all(searches.map(async (each) => ({ points: await own(collection, each) }))),
      defaults,
      options,
      signal,
    });
    return pointListOf(answer!);
  };
}

function batchMethod(
  own: OwnMethod<Batch, Points[]>,
  options: RerankingOptions,
): Method<RerankableBatch<Batch>, Points[]> {
  return async (collection, batch, { signal } = {}) => {
    if (!isBatch(batch)) return askBare(signal, () => own(collection, batch));
    const answers = await rerankPoints({
      collection,
      requests: batch.searches,
      ask: async (searches: PointsRequest[]) => {
        const found = await own(collection, { ...batch, searches });
        return found.map((points) => ({ points }));
      },
      options,
      signal,
    });
    return answers.map(pointListOf);
  };
}

function groupsMethod(
  own: OwnMethod<GroupsRequest, Schemas['GroupsResult']>,
  options: RerankingOptions,
): Method<Rerankable<GroupsRequest>, GroupsResponse | SkippedGroupsResponse> {
  return async (collection, request, { signal } = {}) =>
    rerankGroups({
      collection,
      request,
      ask: (search: GroupsRequest) => own(collection, search),
      options,
      signal,
    });
}

/** Points that a call with `rerank: false` left alone have no summary. */
function pointListOf({ points, rerank }: AnyResponse): Points {
  return rerank === undefined ? points : Object.assign(points, { rerank });
}
