import type { Schemas } from '@qdrant/js-client-rest';
import type { RerankingOptions } from '../call/options.ts';
import type { GroupsRequest, Rerankable } from '../call/requests.ts';
import { askBare, askEngine, NoPointsError } from '../client/ask-engine.ts';
import { answerGroups, type GroupsResponse } from './answer-groups.ts';
import { planGroups } from './plan-groups.ts';

/**
 * Fetches as many groups as fill the rank window, reranks the points within each group, and the groups by their best point.
 * A request with `rerank: false` is left alone, with the client's own errors.
 *
 * @throws InvalidRequestError before any request, as `planGroups` does; RetrievalError where the engine fails, or brings no
 *   groups.
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
}): Promise<GroupsResponse> {
  const request = rest as unknown as TRequest;
  // What a call with `rerank: false` gets is typed by the overload that it chose.
  if (rerank === false) {
    return askBare(signal, () => ask(request) as Promise<GroupsResponse>);
  }
  const plan = planGroups(request, rerank, options);
  const answer = await askEngine(collection, signal, async () => {
    const found = await ask(plan.request);
    if (!Array.isArray(found.groups)) throw new NoPointsError();
    return found;
  });
  return answerGroups(plan, answer, { reranker: options.reranker, signal });
}
