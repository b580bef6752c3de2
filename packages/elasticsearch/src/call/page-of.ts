import type { estypes } from '@elastic/elasticsearch';
import { InvalidRequestError } from '@lb-rerank/core';
import { hitLimitOf } from './hit-limit-of.ts';

/** The number of hits that Elasticsearch shows where a request does not say it. */
const DEFAULT_SIZE = 10;

/** The part of the reranked order that a request shows: `size` hits after the first `from`. */
export interface Page {
  readonly from: number;
  readonly size: number;
}

/**
 * Reads the page of a request, by Elasticsearch's own defaults: a retriever with a `rank_window_size` of its own shows all of it,
 * and a search for suggestions alone brings no hits.
 *
 * @throws InvalidRequestError for what is no count.
 */
export function pageOf(request: estypes.SearchRequest): Page {
  const limit = hitLimitOf(request);
  const { from = 0, size = Number.isFinite(limit) ? limit : DEFAULT_SIZE } = request;
  return {
    from: countOf('from', from),
    size: isForSuggestionsAlone(request) ? 0 : countOf('size', size),
  };
}

/** Tells whether a request is what Elasticsearch calls "suggest only", for which it finds no hits. */
function isForSuggestionsAlone({
  suggest,
  q,
  query,
  knn,
  retriever,
  aggs,
  aggregations = aggs,
}: estypes.SearchRequest): boolean {
  return (
    suggest !== undefined &&
    [q, query, knn, retriever, aggregations].every((part) => (part ?? null) === null)
  );
}

/** Reads a number: Elasticsearch takes "10" for 10, and so does whoever hands on what stood in a URL. */
function countOf(argument: string, value: unknown): number {
  // JavaScript takes more for numbers than an engine does: null, `true`, lists, "0x10".
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  const count = isNumber ? Number(value) : NaN;
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new InvalidRequestError(argument, 'must be 0 or a positive integer');
  }
  return count;
}
