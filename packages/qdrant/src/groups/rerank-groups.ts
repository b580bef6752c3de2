import type { Schemas } from '@qdrant/js-client-rest';
import { planOrSkip } from '@lb-rerank/core/adapter';
import type { RerankingOptions } from '../call/options.ts';
import type { GroupsRequest, Rerankable } from '../call/requests.ts';
import { askBare, askEngine, NoPointsError } from '../client/ask-engine.ts';
import { askInTurn } from '../client/ask-in-turn.ts';
import type { EngineLimit } from '../points/plan-points.ts';
import { answerGroups, type GroupsResponse, type SkippedGroupsResponse } from './answer-groups.ts';
import { type GroupsPlan, ownGroupsPlan, planGroups } from './plan-groups.ts';

/**
 * Fetches as many groups as fill the rank window, by `askInTurn`, reranks the points within each group, and the groups by their
 * best point. A request with `rerank: false`, or one that says nothing of it and cannot be reranked, is left alone, with the
 * client's own errors.
 *
 * @throws InvalidRequestError before any request, as `planGroups` does, for a request that asks for reranking; RetrievalError where the
 *   engine fails, or brings no groups.
 */
export async function rerankGroups<TRequest extends GroupsRequest>({
  collection,
  request: { rerank, ...rest },
  ask,
  options,
  signal,
}: {
  collection: string;
  request: Rerankable<TRequest>;
  ask: (request: TRequest) => Promise<Schemas['GroupsResult']>;
  options: RerankingOptions;
  signal: AbortSignal | undefined;
}): Promise<GroupsResponse | SkippedGroupsResponse> {
  const request = rest as unknown as TRequest;
  // What a call with `rerank: false` gets is typed by the overload that it chose.
  const askAsItCame = () => askBare(signal, () => ask(request) as Promise<SkippedGroupsResponse>);
  if (rerank === false) return askAsItCame();
  const planWithin = (limit?: EngineLimit) => planGroups(request, rerank, options, limit);
  const { plan: whole, skipped } = planOrSkip(planWithin, {
    isAsked: rerank !== undefined,
    whenNotRerankable: options.whenNotRerankable,
  });
  if (skipped) return { ...(await askAsItCame()), rerank: skipped };
  const { plan, answer } = await askInTurn<GroupsPlan<TRequest>, Schemas['GroupsResult']>(
    {
      whole,
      within: (mostPoints, error) =>
        whole.limit * whole.groupSize > mostPoints ? undefined : planWithin({ mostPoints, error }),
      own: (error) => ownGroupsPlan(whole, request, error),
    },
    (tried) =>
      askEngine(collection, signal, async () => {
        const found = await ask(tried.request);
        if (!Array.isArray(found.groups)) throw new NoPointsError();
        return found;
      }),
    signal,
  );
  return answerGroups(plan, answer, { reranker: options.reranker, signal });
}
