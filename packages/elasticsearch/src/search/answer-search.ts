import type { estypes } from '@elastic/elasticsearch';
import type { Reranker } from '@lb-rerank/core';
import { rankHits } from '@lb-rerank/core/adapter';
import { withoutFetched } from '../passage/passage-fetch.ts';
import { passageReader } from '../passage/passage-reader.ts';
import { withoutFetchedElsewhere } from '../passage/without-fetched-elsewhere.ts';
import { keepPaths } from './keep-paths.ts';
import type { SearchPlan } from '../plan/plan-search.ts';
import { rerankedResponse } from './reranked-response.ts';
import type { RerankedResponse } from './search-response.ts';

/** The second stage of a search, and what its answer is to say. */
export interface AnswerDependencies {
  readonly reranker: Reranker;
  readonly signal?: AbortSignal | undefined;
  /** Why less was asked for than was to be reranked. */
  readonly refusedPart?: Error | undefined;
}

/**
 * Makes the caller's answer of what the engine answered to a plan's request.
 *
 * A failure after the engine's answer never hides that answer: it gives the engine's own order, marked.
 */
export async function answerSearch<TDocument, TAggregations>(
  plan: SearchPlan<TDocument>,
  response: estypes.SearchResponse<TDocument, TAggregations>,
  { reranker, signal, refusedPart }: AnswerDependencies,
): Promise<RerankedResponse<TDocument, TAggregations>> {
  const { settings, passage, fetch, filterPath } = plan;
  // An engine's error, which the client gives as an answer where a call says `ignore: [404]`.
  if (!('hits' in response)) return response;
  const ranking = await rankHits(reranker, {
    hits: response.hits.hits,
    candidateOf: (hit) => ({
      document: withoutFetched(hit, fetch),
      retrieverScore: hit._score ?? undefined,
    }),
    passageOf: passageReader(passage, plan.request),
    settings,
    signal,
  });
  const shown = withoutFetchedElsewhere(response, plan.request, fetch);
  const reranked = rerankedResponse(shown, ranking, plan, refusedPart);
  return filterPath === undefined ? reranked : keepPaths(reranked, filterPath, 'rerank');
}
