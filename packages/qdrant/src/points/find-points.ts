import type { Schemas } from '@qdrant/js-client-rest';
import type { RerankingOptions } from '../call/options.ts';
import type { PointsRequest, Rerankable } from '../call/requests.ts';
import { askEngine, NoPointsError } from '../client/ask-engine.ts';
import { planPoints, type PointsPlan, widerRequest } from './plan-points.ts';

/** Requests for points, and the client's own call that answers them. */
export interface PointsCall<TRequest, TAnswer> {
  readonly collection: string;
  readonly requests: readonly Rerankable<TRequest>[];
  /** Gives one answer a request, in request order. */
  readonly ask: (requests: TRequest[]) => Promise<TAnswer[]>;
  readonly options: RerankingOptions;
  readonly signal: AbortSignal | undefined;
}

/** An answer of the engine, and the plan that it answers, unless the request is not to be reranked. */
export interface FoundPoints<TRequest, TAnswer> {
  readonly answer: TAnswer;
  readonly plan: PointsPlan<TRequest> | undefined;
}

/**
 * Fetches the rank windows of several requests at once.
 *
 * A request is asked once more for twice as many points if equal scores reach over the end of its rank window, which would leave
 * it to chance what is in it.
 *
 * @throws InvalidRequestError before any request, as `planPoints` does; RetrievalError where the engine fails, or brings no
 *   points.
 */
export async function findPoints<
  TRequest extends PointsRequest,
  TAnswer extends { points: Schemas['ScoredPoint'][] },
>({
  collection,
  requests,
  ask,
  options,
  signal,
}: PointsCall<TRequest, TAnswer>): Promise<FoundPoints<TRequest, TAnswer>[]> {
  const plans = requests.map(({ rerank, ...rest }) => {
    const request = rest as unknown as TRequest;
    return rerank === false
      ? { request, plan: undefined }
      : { request, plan: planPoints(request, rerank, options) };
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
    const wider = plan && widerRequest(plan, answers[n]!.points);
    return wider === undefined ? [] : [{ n, wider }];
  });
  if (cut.length > 0) {
    const whole = await find(cut.map(({ wider }) => wider));
    for (const [position, { n }] of cut.entries()) answers[n] = whole[position]!;
  }
  return plans.map(({ plan }, n) => ({ answer: answers[n]!, plan }));
}
