import type { estypes } from '@elastic/elasticsearch';
import type { Ranking, RerankSummary } from '@lb-rerank/core';
import { rerankMarkOf, summaryOf } from '@lb-rerank/core/adapter';
import { toldPassage } from '../passage/told-passage.ts';
import type { SearchPlan } from '../plan/plan-search.ts';
import type { RerankedResponse } from './search-response.ts';

/**
 * Puts a ranking into Elasticsearch's response; `from` and `size` cut the caller's page out of the new order.
 *
 * `_score` becomes the expected level; a hit without one beside scored ones gets null, since the engine's scale does not
 * compare. In a fallback every score stays the engine's.
 */
export function rerankedResponse<TDocument, TAggregations>(
  response: estypes.SearchResponse<TDocument, TAggregations>,
  ranking: Ranking<estypes.SearchHit<TDocument>>,
  { page: { from, size }, hitsBefore, passage }: SearchPlan<TDocument>,
  refusedPart: Error | undefined,
): RerankedResponse<TDocument, TAggregations> {
  const isScored = ranking.counts.scored > 0;
  const summary = summaryOf(ranking, toldPassage(passage));
  return {
    ...response,
    hits: {
      ...response.hits,
      ...(isScored && { max_score: ranking.results[0]?.score ?? null }),
      hits: ranking.results.slice(from, from + size).map((result) => ({
        ...result.document,
        ...(isScored && { _score: result.score }),
        _rerank: rerankMarkOf({ ...result, retrieverRank: hitsBefore + result.retrieverRank }),
      })),
    },
    rerank: refusedPart === undefined ? summary : partOf(summary, refusedPart),
  };
}

/** Marks a summary of the page alone, because the engine refused the rank window. */
function partOf(summary: RerankSummary, refusedPart: Error): RerankSummary {
  return {
    ...summary,
    ...(summary.outcome === 'reranked' && { outcome: 'partial' }),
    error: summary.error ?? refusedPart,
    reason: `no more than the page was reranked: ${refusedPart.message}`,
  };
}
