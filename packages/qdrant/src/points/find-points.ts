import type { SkippedSummary } from '@lb-rerank/core';
import { planOrSkip } from '@lb-rerank/core/adapter';
import type { RerankingOptions } from '../call/options.ts';
import type { PointsRequest, Rerankable } from '../call/requests.ts';
import { askBare } from '../client/ask-engine.ts';
import { askInTurn } from '../client/ask-in-turn.ts';
import { askPlans, askWider, type Found } from './ask-plans.ts';
import { type EngineLimit, ownPagePlan, planPoints, type PointsPlan } from './plan-points.ts';

/** Requests for points, and the client's own call that answers them. */
export interface PointsCall<TRequest, TAnswer> {
  readonly collection: string;
  readonly requests: readonly Rerankable<TRequest>[];
  /** Gives one answer a request, in request order. */
  readonly ask: (requests: TRequest[]) => Promise<TAnswer[]>;
  /** Members that the client itself adds where a request does not say it. @default nothing */
  readonly defaults?: PointsRequest | undefined;
  readonly options: RerankingOptions;
  /** Whether a request asks for reranking though it does not say `rerank`. */
  readonly isAsked?: boolean;
  readonly signal: AbortSignal | undefined;
}

/** The engine's answers to a plan's requests, or its answer to a request that is not reranked, and why, if it says nothing of it. */
export type FoundPoints<TRequest, TAnswer> =
  | { readonly plan: PointsPlan<TRequest>; readonly answers: readonly TAnswer[] }
  | {
      readonly plan?: undefined;
      readonly answer: TAnswer;
      readonly skipped?: SkippedSummary | undefined;
    };

/** A request of a call, the way to plan it where it can be reranked, and why it cannot. */
interface Search<TRequest> {
  readonly request: TRequest;
  readonly planned?: {
    readonly whole: PointsPlan<TRequest>;
    readonly within: (limit: EngineLimit) => PointsPlan<TRequest>;
  };
  readonly skipped?: SkippedSummary | undefined;
}

/**
 * Fetches the rank windows of several requests at once, by `askInTurn`.
 *
 * A request is asked once more for twice as many points if equal scores reach over the end of its rank window, which would leave
 * it to chance what is in it. If that fails, the first answer counts.
 *
 * @throws InvalidRequestError before any request, as `planPoints` does, for a request that asks for reranking; RetrievalError where the
 *   engine fails, or brings no points; the client's own error where no request is reranked.
 */
export async function findPoints<TRequest extends PointsRequest, TAnswer extends Found>(
  call: PointsCall<TRequest, TAnswer>,
): Promise<FoundPoints<TRequest, TAnswer>[]> {
  const { signal, ask } = call;
  const searches = searchesOf(call);
  if (searches.every(({ planned }) => planned === undefined)) {
    const answers = await askBare(signal, () => ask(searches.map(({ request }) => request)));
    return answers.map((answer, n) => ({ answer, skipped: searches[n]?.skipped }));
  }
  const { plan: plans, answer } = await askInTurn(
    {
      whole: searches.map(({ planned }) => planned?.whole),
      within: (mostPoints, error) =>
        searches.some(({ planned }) => planned && planned.whole.page.limit > mostPoints)
          ? undefined
          : searches.map(({ planned }) => planned?.within({ mostPoints, error })),
      own: (error) =>
        searches.map(
          ({ request, planned }) => planned && ownPagePlan(planned.whole, request, error),
        ),
    },
    (tried) =>
      askPlans(
        call,
        searches.map(({ request }, n) => tried[n]?.asked.map((part) => part.request) ?? [request]),
      ),
    signal,
  );
  const answers = await askWider(call, plans, answer);
  return searches.map(({ skipped }, n) => {
    const plan = plans[n];
    return plan ? { plan, answers: answers[n]! } : { answer: answers[n]![0]!, skipped };
  });
}

function searchesOf<TRequest extends PointsRequest, TAnswer>({
  requests,
  defaults,
  options,
  isAsked,
}: PointsCall<TRequest, TAnswer>): Search<TRequest>[] {
  return requests.map(({ rerank, ...rest }) => {
    const request = rest as unknown as TRequest;
    if (rerank === false) return { request };
    const within = (limit?: EngineLimit) =>
      planPoints({ ...defaults, ...request }, rerank, options, limit);
    const { plan, skipped } = planOrSkip(within, {
      isAsked: isAsked ?? rerank !== undefined,
      whenNotRerankable: options.whenNotRerankable,
    });
    return plan ? { request, planned: { whole: plan, within } } : { request, skipped };
  });
}
