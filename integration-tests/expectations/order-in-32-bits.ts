import type { estypes } from '@elastic/elasticsearch';
import type { RerankMark } from '@lb-rerank/core';

/**
 * Ids of hits in the order that Elasticsearch's own reranking can tell apart: it moves a score by 1, so that it is positive,
 * and keeps 32 bits of it. Hits that are equal then stand in the order of their ids.
 */
export function orderIn32Bits(
  hits: readonly (estypes.SearchHit & { _rerank?: RerankMark })[],
): unknown[] {
  return hits
    .map(({ _id, _score, _rerank }) => ({
      id: String(_id),
      score: _rerank ? Math.fround(Math.fround(_rerank.relevance_score ?? 0) + 1) : (_score ?? 0),
    }))
    .toSorted((a, b) => b.score - a.score || a.id.localeCompare(b.id))
    .map(({ id }) => id);
}
