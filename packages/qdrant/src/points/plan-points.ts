import type { Schemas } from '@qdrant/js-client-rest';
import type { RerankSettings } from '@lb-rerank/core/adapter';
import type { RerankingOptions, RerankOverrides } from '../call/options.ts';
import { type Page, pageOf } from '../call/page-of.ts';
import type { PointsRequest } from '../call/requests.ts';
import { resolveCall } from '../call/resolve-call.ts';
import { type PassageFetch, passageFetchFor } from '../passage/passage-fetch.ts';
import type { PassageSelector } from '../passage/passage-selector.ts';
import { widenedStages } from './widened-stages.ts';

type Point = Schemas['ScoredPoint'];

/** The request that is asked of the engine in place of the caller's, and all that makes its answer the caller's again. */
export interface PointsPlan<TRequest> {
  readonly request: TRequest & { limit: number };
  /** The page of the reranked order that the caller asked for. */
  readonly page: Page;
  readonly settings: RerankSettings;
  readonly passage: PassageSelector;
  readonly fetch: PassageFetch;
  /** The number of points that the whole order has; more are fetched, to see whether a tie at their end is over. */
  readonly reach: number;
  /** Whether points of equal score may stand in any order. */
  readonly hasTies: boolean;
}

/** Points fetched beyond those needed, to see whether a tie at their end is over: fused ranks tie in twos and threes. */
const BEYOND = 1;
const BEYOND_FUSED = 4;

/**
 * Plans how the points of one request are reranked; `answerPoints` then makes the caller's answer of the engine's.
 *
 * With `minScore` the whole order ends with the rank window, because nothing is known of the points behind it.
 *
 * @throws InvalidRequestError before any request, as `resolveCall` does, and for a bad `limit` or `offset`.
 */
export function planPoints<TRequest extends PointsRequest>(
  request: TRequest,
  rerank: RerankOverrides | undefined,
  options: RerankingOptions,
): PointsPlan<TRequest> {
  const { passage, settings } = resolveCall(request, rerank, options);
  const page = pageOf(request);
  const { rankWindowSize, minScore } = settings;
  const reach =
    minScore === undefined ? Math.max(rankWindowSize, page.offset + page.limit) : rankWindowSize;
  const fetch = passageFetchFor(request.with_payload, passage);
  return {
    request: {
      ...widenedStages(request, rankWindowSize),
      offset: 0,
      limit: reach + ((request.prefetch ?? null) === null ? BEYOND : BEYOND_FUSED),
      with_payload: fetch.withPayload,
    },
    page,
    settings,
    passage,
    fetch,
    reach,
    hasTies: isByScore(request),
  };
}

/** Gives what is to be asked instead, because equal scores reach over the end of the points that were found. */
export function widerRequest<TRequest>(
  { request, reach, hasTies }: PointsPlan<TRequest>,
  points: readonly Point[],
): TRequest | undefined {
  const isCut = hasTies && points.length === request.limit;
  return isCut && points[reach - 1]?.score === points.at(-1)?.score
    ? { ...request, limit: 2 * request.limit }
    : undefined;
}

/** Tells whether points come by score. Without any query they come by id, and mmr has an order of its own. */
function isByScore(request: PointsRequest): boolean {
  const { query, prefetch, vector, positive, target } = request as Record<string, unknown>;
  const isByMmr = typeof query === 'object' && query !== null && 'mmr' in query;
  return (
    !isByMmr &&
    [query, prefetch, vector, positive, target].some((given) => (given ?? null) !== null)
  );
}
