import type { TransportRequestOptions } from '@elastic/elasticsearch';
import { InvalidRequestError } from '@lb-rerank/core';
import { querystringOf } from './querystring-of.ts';

/** Parameters that decide about hits, which belong into the request, where they are read. */
const PART_OF_THE_REQUEST = ['filter_path', 'from', 'scroll', 'search_after', 'size', 'sort'];

/**
 * Refuses what gives an answer that cannot be reranked.
 *
 * @param rest all of a call behind the request: options, and a callback of OpenSearch's client
 * @throws InvalidRequestError naming it.
 */
export function refuseUnreadableAnswers(rest: readonly unknown[]): void {
  if (rest.some((argument) => typeof argument === 'function')) {
    throw new InvalidRequestError('callback', 'is never called: await the answer');
  }
  const requestOptions = (rest[0] ?? {}) as TransportRequestOptions;
  if (requestOptions.asStream === true) {
    throw new InvalidRequestError(
      'asStream',
      'gives no hits to rerank: leave it out, or search with `rerank: false`',
    );
  }
  const added = querystringOf(requestOptions);
  const hidden = PART_OF_THE_REQUEST.find((name) => name in added);
  if (hidden !== undefined) {
    throw new InvalidRequestError(`querystring.${hidden}`, 'belongs into the request itself');
  }
}
