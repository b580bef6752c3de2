import type { TransportRequestOptions } from '@elastic/elasticsearch';
import { InvalidRequestError } from '@lb-rerank/core';

/** Parameters that decide about hits, which belong into the request, where they are read. */
const PART_OF_THE_REQUEST = ['filter_path', 'from', 'scroll', 'search_after', 'size', 'sort'];

/** Refuses options that give an answer which cannot be reranked. @throws InvalidRequestError naming them. */
export function refuseUnreadableAnswers(
  requestOptions: TransportRequestOptions | ((...args: unknown[]) => unknown),
): void {
  if (typeof requestOptions === 'function') {
    throw new InvalidRequestError('callback', 'is never called: await the answer');
  }
  if (requestOptions.asStream === true) {
    throw new InvalidRequestError(
      'asStream',
      'gives no hits to rerank: leave it out, or search with `rerank: false`',
    );
  }
  const hidden = PART_OF_THE_REQUEST.find((name) => name in (requestOptions.querystring ?? {}));
  if (hidden !== undefined) {
    throw new InvalidRequestError(`querystring.${hidden}`, 'belongs into the request itself');
  }
}
