import type { Schemas } from '@qdrant/js-client-rest';
import type { Ranking } from '@lb-rerank/core';
import { askEngine } from '../client/ask-engine.ts';
import { NoPointsError } from '../client/no-points-error.ts';
import {
  type FoundPoint,
  planRerankedPoints,
  type PointsRequest,
  type RerankedPointsPlan,
} from './plan-points.ts';
import type { Rerankable } from '../call/rerankable-request.ts';
import type { RerankedQueryOptions } from '../call/options.ts';

type Point = Schemas['ScoredPoint'];

/** What the engine found for one request, and its ranking, unless the request is not to be reranked. */
export interface RankedAnswer<TAnswer> {
  readonly answer: TAnswer;
  readonly ranked:
    | { readonly ranking: Ranking<FoundPoint>; readonly page: RerankedPointsPlan<unknown>['page'] }
    | undefined;
}

/**
 * Fetches the windows of several requests at once and scores them at once, so that their pairs share batches.
 *
 * Where equal scores reach over the end of a window, which would leave it to chance what is in it, that request is asked
 * once more for twice as many points.
 *
 * @param ask the client's own call; gives one answer a request, in request order.
 * @throws RetrievalError where that fails, or brings no points.
 */
export async function rerankPoints<
  TRequest extends PointsRequest,
  TAnswer extends { points: Point[] },
>({
  collection,
  requests,
  ask,
  options,
  signal,
}: {
  collection: string;
  requests: readonly Rerankable<TRequest>[];
  ask: (requests: TRequest[]) => Promise<TAnswer[]>;
  options: RerankedQueryOptions;
  signal: AbortSignal | undefined;
}): Promise<RankedAnswer<TAnswer>[]> {
  const plans = requests.map(({ rerank, ...rest }) => {
    const request = rest as unknown as TRequest;
    return rerank === false
      ? { request, plan: undefined }
      : { request, plan: planRerankedPoints(request, rerank, options) };
  });
  const find = (asked: TRequest[]) =>
    askEngine(collection, signal, async () => {
      const found = await ask(asked);
      const isWhole = found.length === asked.length;
      if (!isWhole || !found.every(({ points }) => Array.isArray(points)))
        throw new NoPointsError();
      return found;
    });
  const answers = await find(plans.map(({ request, plan }) => plan?.request ?? request));

  const cut = plans.flatMap(({ plan }, n) => {
    const wider = plan?.widerRequest(answers[n]!.points);
    return wider === undefined ? [] : [{ n, wider }];
  });
  if (cut.length > 0) {
    const whole = await find(cut.map(({ wider }) => wider));
    for (const [position, { n }] of cut.entries()) answers[n] = whole[position]!;
  }

  const asked = plans.flatMap(({ plan }, n) =>
    plan === undefined ? [] : [{ plan, points: answers[n]!.points }],
  );
  const rank = async () =>
    options.reranker.rerankMany(
      asked.map(({ plan, points }) => ({ ...plan.rerankRequestOf(points), signal })),
    );
  const rankings = await rank().catch((error: unknown) => {
    signal?.throwIfAborted();
    const { modelId } = options.reranker;
    return asked.map(({ plan, points }) => plan.retrieverOrderOf(points, { modelId, error }));
  });
  const inTurn = rankings.values();
  return plans.map(({ plan }, n) => ({
    answer: answers[n]!,
    ranked: plan && { ranking: inTurn.next().value!, page: plan.page },
  }));
}
