import type { estypes } from '@elastic/elasticsearch';
import { InvalidRequestError } from '@lb-rerank/core';

const WAY_OUT = 'leave it out, or search with `rerank: false`';

/** Refuses a request for another order than by relevance. @throws InvalidRequestError naming it, with the way out. */
export function refuseOtherOrders(request: estypes.SearchRequest): void {
  refuseIn('', request);
  // The other retrievers give their hits an order of their own.
  refuseIn('retriever.standard.', request.retriever?.standard ?? {});
}

function refuseIn(
  prefix: string,
  request: Pick<estypes.SearchRequest, 'search_after' | 'scroll' | 'sort'>,
): void {
  for (const name of ['search_after', 'scroll'] as const) {
    if (request[name] !== undefined) {
      throw new InvalidRequestError(
        `${prefix}${name}`,
        `cannot be combined with reranking: ${WAY_OUT}`,
      );
    }
  }
  if (request.sort !== undefined && !isByScore(request.sort)) {
    throw new InvalidRequestError(
      `${prefix}sort`,
      `other than by _score cannot be reranked: ${WAY_OUT}`,
    );
  }
}

/** Tells whether hits come by `_score` first, best first; further keys decide among equal scores only. */
function isByScore(sort: estypes.Sort): boolean {
  const [first] = [sort].flat();
  if (first === undefined) return true;
  if (typeof first === 'string') return /^_score(:desc)?(,|$)/.test(first);
  // What is no sort at all is for the engine to refuse.
  const [[field, order] = []] = Object.entries(first ?? {});
  const direction =
    typeof order === 'object' && order !== null ? (order as { order?: string }).order : order;
  return field === '_score' && (direction ?? 'desc') === 'desc';
}
