import type { estypes } from '@elastic/elasticsearch';

type Response = estypes.SearchResponse & { rerank?: unknown };
type Hit = estypes.SearchHit & { _rerank?: unknown };

/** A response without what reranking adds, and without the time it took: what is left may be compared as a whole. */
export function withoutMarks({ took: _took, rerank: _rerank, ...response }: Response) {
  if (response.hits?.hits === undefined) return response;
  const hits = response.hits.hits.map(({ _rerank: _mark, ...hit }: Hit) => hit);
  return { ...response, hits: { ...response.hits, hits } };
}

/** The same without hits and best score, which reranking changes. */
export function withoutHits(response: Response) {
  const { hits, ...rest } = withoutMarks(response);
  const { hits: _hits, max_score: _maxScore, ...metadata } = hits;
  return { ...rest, hits: metadata };
}

/** A hit without what reranking changes or adds. */
export function unscored({ _score, _rerank, ...hit }: Hit) {
  return hit;
}
