import type { estypes } from '@elastic/elasticsearch';
import { InvalidRequestError } from '@lb-rerank/core';

const WAY_OUT = 'leave it out, or search with `rerank: false`';

/** @throws InvalidRequestError for what orders or cuts hits by something else than relevance. */
export function refuseOtherOrders(request: estypes.SearchRequest): void {
  for (const name of ['search_after', 'scroll', 'filter_path'] as const) {
    if (request[name] !== undefined) {
      throw new InvalidRequestError(name, `cannot be combined with reranking: ${WAY_OUT}`);
    }
  }
  if (request.sort !== undefined && !isByScore(request.sort)) {
    throw new InvalidRequestError('sort', `other than by _score cannot be reranked: ${WAY_OUT}`);
  }
}

/** The order that reranking replaces: `_score` alone, best first, in any of its spellings. */
function isByScore(sort: estypes.Sort): boolean {
  const criteria = [sort].flat();
  const [only] = criteria;
  if (criteria.length !== 1 || only === undefined) return criteria.length === 0;
  if (typeof only === 'string') return only === '_score' || only === '_score:desc';
  const [[field, order] = [], ...others] = Object.entries(only);
  const direction =
    typeof order === 'object' && order !== null ? (order as { order?: string }).order : order;
  return field === '_score' && others.length === 0 && (direction ?? 'desc') === 'desc';
}
