import type { Schemas } from '@qdrant/js-client-rest';
import type { Candidate, Ranking, RerankRequest } from '@lb-rerank/core';
import { retrieverOrder, type RetrieverOrderOptions } from '@lb-rerank/core/adapter';
import { inStableOrder } from './in-stable-order.ts';
import { passageReader } from '../passage/passage-of.ts';
import { payloadFetchFor } from '../passage/passage-fetch.ts';
import type { RerankQueryCall } from '../call/rerankable-request.ts';
import { requirePage } from '../call/page-of.ts';
import { resolvedCall } from '../call/resolved-call.ts';
import type { RerankedQueryOptions } from '../call/options.ts';
import { widenedStages } from './widened-stages.ts';

type Point = Schemas['ScoredPoint'];

/** What of a request for points is read and changed; queries have it, and so do the searches of older clients. */
export interface PointsRequest {
  query?: unknown;
  prefetch?: unknown;
  limit?: number | null;
  offset?: number | null;
  with_payload?: unknown;
}

/** A point as the caller is to see it, and what the model reads of it. */
export interface FoundPoint {
  readonly point: Point;
  readonly passage: Candidate<unknown>['passage'];
}

/** What is asked of the engine in place of a request, and what is made of the points it finds. */
export interface RerankedPointsPlan<TRequest> {
  readonly request: TRequest;
  /** What is to be asked instead, because equal scores reach over the end of the points that were found. */
  readonly widerRequest: (points: readonly Point[]) => TRequest | undefined;
  readonly rerankRequestOf: (points: readonly Point[]) => RerankRequest<FoundPoint>;
  /** The ranking where that cannot be answered, or a passage not be read. */
  readonly retrieverOrderOf: (
    points: readonly Point[],
    failure: Pick<RetrieverOrderOptions, 'modelId' | 'error'>,
  ) => Ranking<FoundPoint>;
  /** The caller's page of the whole order. */
  readonly page: { readonly offset: number; readonly limit: number };
}

/** Points fetched beyond those needed, to see whether a tie at their end is over: fused ranks tie in twos and threes. */
const BEYOND = 1;
const BEYOND_FUSED = 4;

/**
 * How the points of one request are reranked.
 *
 * With `minScore` the whole order ends with the window, because nothing is known of the points behind it.
 *
 * @throws InvalidRequestError before any request, as `resolvedCall` does, and for a bad `limit` or `offset`.
 */
export function planRerankedPoints<TRequest extends PointsRequest>(
  request: TRequest,
  rerank: RerankQueryCall | undefined,
  options: RerankedQueryOptions,
): RerankedPointsPlan<TRequest> {
  const { passage, ...settings } = resolvedCall(request, rerank, options);
  const page = { offset: request.offset ?? 0, limit: request.limit ?? 10 };
  requirePage(page);
  const window = settings.rankWindowSize;
  const reach =
    settings.minScore === undefined ? Math.max(window, page.offset + page.limit) : window;
  const fetch = payloadFetchFor(request.with_payload, passage);
  const passageOf = passageReader(passage);
  const widened = {
    ...widenedStages(request, window),
    offset: 0,
    limit: reach + ((request.prefetch ?? null) === null ? BEYOND : BEYOND_FUSED),
    with_payload: fetch.withPayload,
  };
  const hasTies = isByScore(request);
  const inReach = (points: readonly Point[]) =>
    (hasTies ? inStableOrder(points) : points).slice(0, reach);
  const candidateOf = (found: Point, texts: FoundPoint['passage']) => ({
    document: { point: fetch.strip(found), passage: texts },
    passage: texts,
    retrieverScore: found.score,
  });
  return {
    request: widened,
    page,
    widerRequest(points) {
      const isCut = hasTies && points.length === widened.limit;
      return isCut && points[reach - 1]?.score === points.at(-1)?.score
        ? { ...widened, limit: 2 * widened.limit }
        : undefined;
    },
    rerankRequestOf: (points) => ({
      ...settings,
      candidates: inReach(points).map((found) => candidateOf(found, passageOf(found))),
    }),
    retrieverOrderOf: (points, failure) =>
      retrieverOrder(
        inReach(points).map((found) => candidateOf(found, null)),
        { ...failure, rankWindowSize: window },
      ),
  };
}

/** Whether points come by score. Without any query they come by id, and mmr has an order of its own. */
function isByScore(request: PointsRequest): boolean {
  const { query, prefetch, vector, positive, target } = request as Record<string, unknown>;
  const isByMmr = typeof query === 'object' && query !== null && 'mmr' in query;
  return (
    !isByMmr &&
    [query, prefetch, vector, positive, target].some((given) => (given ?? null) !== null)
  );
}
