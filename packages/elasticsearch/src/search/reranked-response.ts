import type { estypes } from '@elastic/elasticsearch';
import type { Ranking } from '@lb-rerank/core';
import { rerankMarkOf, rerankSummaryOf } from '@lb-rerank/core/adapter';
import type { Page } from '../call/page-of.ts';
import type { SearchResponse } from './search-response.ts';

/**
 * Puts a ranking into Elasticsearch's response; `from` and `size` cut the caller's page out of the new order.
 *
 * `_score` becomes the expected level; a hit without one beside scored ones gets null, since the engine's scale does not
 * compare. In a fallback every score stays the engine's.
 */
export function rerankedResponse<TDocument, TAggregations>(
  response: estypes.SearchResponse<TDocument, TAggregations>,
  ranking: Ranking<estypes.SearchHit<TDocument>>,
  { from, size }: Page,
): SearchResponse<TDocument, TAggregations> {
  const isScored = ranking.counts.scored > 0;
  return {
    ...response,
    hits: {
      ...response.hits,
      ...(isScored && { max_score: ranking.results[0]?.score ?? null }),
      hits: ranking.results.slice(from, from + size).map((result) => ({
        ...result.document,
        ...(isScored && { _score: result.score }),
        _rerank: rerankMarkOf(result),
      })),
    },
    rerank: rerankSummaryOf(ranking),
  };
}
