import { InvalidRequestError } from '@lb-rerank/core';
import { requirePositiveInteger } from '@lb-rerank/core/adapter';

/** @throws InvalidRequestError for what the engine would refuse, but which a wider request would hide. */
export function requirePage({ limit, offset }: { limit: number; offset: number }): void {
  requirePositiveInteger('limit', limit);
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new InvalidRequestError('offset', 'must be an integer of at least 0');
  }
}
