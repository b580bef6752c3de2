import type { Schemas } from '@qdrant/js-client-rest';
import type { RerankSettings } from '@lb-rerank/core/adapter';
import type { RerankingOptions, RerankOverrides } from '../call/options.ts';
import { type Page, pageOf } from '../call/page-of.ts';
import type { PointsRequest } from '../call/requests.ts';
import { resolveCall } from '../call/resolve-call.ts';
import { AS_IT_COMES, type PassageFetch, passageFetchFor } from '../passage/passage-fetch.ts';
import type { PassageSelector } from '../passage/passage-selector.ts';
import { limitShortfall, ownPageShortfall, type Shortfall } from './shortfall.ts';
import { widenedStages } from './widened-stages.ts';

type Point = Schemas['ScoredPoint'];

/** One request of a plan, and the number of points of the engine's order that stand before those that it asks for. */
interface PlannedRequest<TRequest> {
  readonly request: TRequest;
  readonly start: number;
}

/** The requests that are asked of the engine in place of the caller's, and all that makes their answers the caller's again. */
export interface PointsPlan<TRequest> {
  /** One, or two where a limit of the engine's parts the rank window from a page that reaches over its end. */
  readonly asked: readonly PlannedRequest<TRequest>[];
  /** The part of the fetched points, in their new order, that the caller asked for. */
  readonly page: Page;
  readonly settings: RerankSettings;
  readonly passage: PassageSelector;
  readonly fetch: PassageFetch;
  /** The number of fetched points that are in the order; more are fetched, to see whether a tie at their end is over. */
  readonly reach: number;
  /** Whether points of equal score may stand in any order. */
  readonly hasTies: boolean;
  /** Why the rank window is smaller than it should be, if it is. */
  readonly shortfall?: Shortfall | undefined;
}

/** A limit of the engine's, and the refusal that told it. */
export interface EngineLimit {
  readonly mostPoints: number;
  readonly error: Error;
}

/** Points fetched beyond those needed, to see whether a tie at their end is over: fused ranks tie in twos and threes. */
const BEYOND = 1;
const BEYOND_FUSED = 4;

/**
 * Plans how the points of one request are reranked; `answerPoints` then makes the caller's answer of the engine's.
 *
 * With `minScore` the whole order ends with the rank window, because nothing is known of the points behind it. Where the engine
 * limits what a request may ask for, so does the rank window, and what is fetched beyond it for a tie is left out first.
 *
 * @throws InvalidRequestError before any request, as `resolveCall` does, for a bad `limit` or `offset`, and for a `with_payload` that
 *   cannot be read.
 */
export function planPoints<TRequest extends PointsRequest>(
  request: TRequest,
  rerank: RerankOverrides | undefined,
  options: RerankingOptions,
  engineLimit?: EngineLimit,
): PointsPlan<TRequest> {
  const { passage, settings } = resolveCall(request, rerank, options);
  const { offset, limit } = pageOf(request);
  const fetch = passageFetchFor(request.with_payload, passage);
  const mostPoints = engineLimit?.mostPoints ?? Infinity;
  const rankWindowSize = Math.min(settings.rankWindowSize, mostPoints);
  const end = settings.minScore === undefined ? offset + limit : 0;
  const reach = Math.max(rankWindowSize, end);
  const beyond = (request.prefetch ?? null) === null ? BEYOND : BEYOND_FUSED;
  const partOf = (start: number, size: number) => ({
    request: {
      ...widenedStages(request, rankWindowSize),
      offset: start,
      limit: size,
      with_payload: fetch.withPayload,
    },
    start,
  });
  const restStart = Math.max(mostPoints, offset);
  const isParted = reach > mostPoints;
  return {
    asked: [
      partOf(0, Math.min(reach + beyond, mostPoints)),
      ...(isParted ? [partOf(restStart, end - restStart)] : []),
    ],
    page: { offset: isParted ? offset - (restStart - mostPoints) : offset, limit },
    settings: { ...settings, rankWindowSize },
    passage,
    fetch,
    reach,
    hasTies: isByScore(request),
    ...(engineLimit &&
      rankWindowSize < settings.rankWindowSize && {
        shortfall: limitShortfall(mostPoints, engineLimit.error),
      }),
  };
}

/** Plans the caller's own request, as it came, because of what became of the plan's; its page is reranked by itself. */
export function ownPagePlan<TRequest>(
  plan: PointsPlan<TRequest>,
  request: TRequest & PointsRequest,
  error: Error,
): PointsPlan<TRequest> {
  const { offset, limit } = pageOf(request);
  const { rankWindowSize, minScore } = plan.settings;
  return {
    ...plan,
    asked: [{ request, start: offset }],
    page: { offset: 0, limit },
    fetch: AS_IT_COMES,
    reach: minScore === undefined ? limit : Math.min(limit, rankWindowSize),
    shortfall: ownPageShortfall(error),
  };
}

/** Gives what is to be asked instead, because equal scores reach over the end of the points that were found. */
export function widerRequest<TRequest extends PointsRequest>(
  { asked: [first], reach, hasTies }: PointsPlan<TRequest>,
  points: readonly Point[],
): TRequest | undefined {
  const { request } = first!;
  const limit = request.limit ?? 0;
  const isCut = hasTies && points.length === limit && limit > reach;
  return isCut && points[reach - 1]?.score === points.at(-1)?.score
    ? { ...request, limit: 2 * limit }
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
