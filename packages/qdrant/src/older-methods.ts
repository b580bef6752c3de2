import type { Schemas } from '@qdrant/js-client-rest';
import type { RerankSummary } from '@lb-rerank/core';
import { askBare } from './client/ask-bare.ts';
import type { PointsRequest } from './points/plan-points.ts';
import { type GroupsRequest, rerankGroups } from './groups/rerank-groups.ts';
import { type RankedAnswer, rerankPoints } from './points/rerank-points.ts';
import type { Rerankable } from './call/rerankable-request.ts';
import type { RerankedGroupsResponse } from './groups/reranked-groups-response.ts';
import type { RerankedPoint } from './points/reranked-points.ts';
import type { QdrantCallOptions } from './reranked-query.ts';
import type { RerankedQueryOptions } from './call/options.ts';
import { rerankedQueryResponse } from './points/reranked-query-response.ts';

/** Points in the new order; how that came about stands beside them, on the array. */
export type RerankedPointList = RerankedPoint[] & { rerank: RerankSummary };

/** What the client itself asks for where a call says nothing. */
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
type OwnMethod<TRequest, TAnswer> = (collection: string, request: TRequest) => Promise<TAnswer>;
type Method<TRequest, TAnswer> = (
  collection: string,
  request: TRequest,
  options?: QdrantCallOptions,
) => Promise<TAnswer>;

/** The methods that clients up to version 1.18 have beside `query`, as far as this one has them. */
export type OlderMethods<TClient> = {
  [Name in keyof TClient & keyof typeof POINT_METHODS]: Method<
    Rerankable<RequestOf<TClient[Name]>>,
    RerankedPointList
  >;
} & {
  [Name in keyof TClient & (typeof BATCH_METHODS)[number]]: Method<
    RerankableBatch<RequestOf<TClient[Name]>>,
    RerankedPointList[]
  >;
} & {
  [Name in keyof TClient & (typeof GROUP_METHODS)[number]]: Method<
    Rerankable<RequestOf<TClient[Name]>>,
    RerankedGroupsResponse
  >;
};

/** The reranking ones of these methods, by name. Their requests hold no text, so each call gives `rerank.query`. */
export function olderMethods(client: object, options: RerankedQueryOptions): object {
  const methodOf = (name: string) => {
    const own = (client as Record<string, unknown>)[name];
    return typeof own === 'function' ? (own.bind(client) as unknown) : undefined;
  };
  const methods: Record<string, unknown> = {};

  for (const [name, defaults] of Object.entries(POINT_METHODS)) {
    const own = methodOf(name) as OwnMethod<PointsRequest, Schemas['ScoredPoint'][]> | undefined;
    if (own === undefined) continue;
    methods[name] = async (
      collection: string,
      { rerank, ...request }: Rerankable<PointsRequest>,
      { signal }: QdrantCallOptions = {},
    ) => {
      if (rerank === false) return askBare(signal, () => own(collection, request));
      const [answer] = await rerankPoints({
        collection,
        requests: [{ ...defaults, ...request, ...(rerank && { rerank }) }],
        ask: async ([search]: PointsRequest[]) => [{ points: await own(collection, search!) }],
        options,
        signal,
      });
      return pointListOf(answer!);
    };
  }

  for (const name of BATCH_METHODS) {
    const own = methodOf(name) as
      | OwnMethod<{ searches: PointsRequest[] }, Schemas['ScoredPoint'][][]>
      | undefined;
    if (own === undefined) continue;
    methods[name] = async (
      collection: string,
      { searches, ...batch }: { searches: Rerankable<PointsRequest>[] },
      { signal }: QdrantCallOptions = {},
    ) => {
      const answers = await rerankPoints({
        collection,
        requests: searches,
        ask: async (requests: PointsRequest[]) => {
          const found = await own(collection, { ...batch, searches: requests });
          return found.map((points) => ({ points }));
        },
        options,
        signal,
      });
      return answers.map(pointListOf);
    };
  }

  for (const name of GROUP_METHODS) {
    const own = methodOf(name) as OwnMethod<GroupsRequest, Schemas['GroupsResult']> | undefined;
    if (own === undefined) continue;
    methods[name] = async (
      collection: string,
      { rerank, ...request }: Rerankable<GroupsRequest>,
      { signal }: QdrantCallOptions = {},
    ) =>
      rerank === false
        ? askBare(signal, () => own(collection, request))
        : rerankGroups({
            collection,
            request,
            rerank,
            ask: (search) => own(collection, search),
            options,
            signal,
          });
  }
  return methods;
}

function pointListOf(answer: RankedAnswer<Schemas['QueryResponse']>): Schemas['ScoredPoint'][] {
  const { points, rerank } = rerankedQueryResponse(answer);
  return answer.ranked === undefined ? points : Object.assign(points, { rerank });
}
