import { InvalidRequestError } from '@lb-rerank/core';
import { requirePositiveInteger } from '@lb-rerank/core/adapter';

/** The number of points that Qdrant takes for the `limit` of a request or a prefetch that does not say it. */
export const DEFAULT_LIMIT = 10;

/** The part of the reranked order that a request shows: `limit` points after the first `offset`. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/**
 * Reads the page of a request, by Qdrant's own defaults.
 *
 * @throws InvalidRequestError for what the engine would refuse, but which a wider request would hide.
 */
export function pageOf(request: { limit?: number | null; offset?: number | null }): Page {
  const limit = request.limit ?? DEFAULT_LIMIT;
  const offset = request.offset ?? 0;
  requirePositiveInteger('limit', limit);
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new InvalidRequestError('offset', 'must be an integer of at least 0');
  }
  return { offset, limit };
}
