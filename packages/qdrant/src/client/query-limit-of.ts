import { RetrievalError } from '@lb-rerank/core';

/** The words of Qdrant's strict mode, of whatever status: it was 403, and has been 400 since. */
const LIMIT_EXCEEDED = /Limit exceeded \d+ > (\d+) for "limit"/;

/** Reads the most points that a collection in strict mode gives a request, its `max_query_limit`, from a refusal that tells it. */
export function queryLimitOf(error: unknown): number | undefined {
  const limit =
    error instanceof RetrievalError ? LIMIT_EXCEEDED.exec(error.message)?.[1] : undefined;
  return limit === undefined ? undefined : Number(limit);
}
