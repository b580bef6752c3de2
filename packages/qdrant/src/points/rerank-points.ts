import type { Schemas } from '@qdrant/js-client-rest';
import type { PointsRequest } from '../call/requests.ts';
import { answerPoints, type QueryResponse, type SkippedQueryResponse } from './answer-points.ts';
import { findPoints, type PointsCall } from './find-points.ts';

/**
 * Fetches the rank windows of several requests at once and scores them at once, so that their pairs share batches. What is not
 * reranked is answered as it came, and says so where it might have been.
 *
 * @throws InvalidRequestError and RetrievalError as `findPoints` does.
 */
export async function rerankPoints<TRequest extends PointsRequest>(
  call: PointsCall<TRequest, Schemas['QueryResponse']>,
): Promise<(QueryResponse | SkippedQueryResponse)[]> {
  const found = await findPoints(call);
  const dependencies = { reranker: call.options.reranker, signal: call.signal };
  return Promise.all(
    found.map(async (each) => {
      if (each.plan) return answerPoints(each.plan, each.answers, dependencies);
      // What a call with `rerank: false` gets is typed by the overload that it chose.
      const answer = each.answer as SkippedQueryResponse;
      return each.skipped ? { ...answer, rerank: each.skipped } : answer;
    }),
  );
}
