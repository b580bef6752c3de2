import type { estypes } from '@elastic/elasticsearch';
import type { Reranker } from '@lb-rerank/core';
import { rankHits } from '@lb-rerank/core/adapter';
import { withoutFetched } from '../passage/passage-fetch.ts';
import { passageReader } from '../passage/passage-reader.ts';
import { keepPaths } from './keep-paths.ts';
import type { SearchPlan } from './plan-search.ts';
import { rerankedResponse } from './reranked-response.ts';
import type { SearchResponse } from './search-response.ts';
import { tooDeepErrorOf } from './too-deep-error-of.ts';

/**
 * Makes the caller's answer of what the engine answered to a plan's request.
 *
 * A failure after the engine's answer never hides that answer: it gives the engine's own order, marked.
 *
 * @throws InvalidRequestError where one of several indices refused so many hits.
 */
export async function answerSearch<TDocument, TAggregations>(
  { page, settings, passage, fetch, filterPath }: SearchPlan<TDocument>,
  response: estypes.SearchResponse<TDocument, TAggregations>,
  { reranker, signal }: { reranker: Reranker; signal?: AbortSignal | undefined },
): Promise<SearchResponse<TDocument, TAggregations>> {
  // An engine's error, which the client gives as an answer where a call says `ignore: [404]`.
  if (!('hits' in response)) return response;
  // An index with a lower limit than the others fails by itself, and its hits would be missing.
  for (const { reason } of response._shards?.failures ?? []) {
    const refusal = tooDeepErrorOf(reason.reason ?? '', page);
    if (refusal !== undefined) throw refusal;
  }
  const ranking = await rankHits(reranker, {
    hits: response.hits.hits,
    candidateOf: (hit) => ({
      document: withoutFetched(hit, fetch),
      retrieverScore: hit._score ?? undefined,
    }),
    passageOf: passageReader(passage),
    settings,
    signal,
  });
  const reranked = rerankedResponse(response, ranking, page);
  return filterPath === undefined ? reranked : keepPaths(reranked, filterPath, 'rerank');
}
