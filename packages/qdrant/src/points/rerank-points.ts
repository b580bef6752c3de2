import type { Schemas } from '@qdrant/js-client-rest';
import type { PointsRequest } from '../call/requests.ts';
import { answerPoints, type QueryResponse } from './answer-points.ts';
import { findPoints, type PointsCall } from './find-points.ts';

/**
 * Fetches the rank windows of several requests at once and scores them at once, so that their pairs share batches.
 *
 * @throws InvalidRequestError and RetrievalError as `findPoints` does.
 */
export async function rerankPoints<TRequest extends PointsRequest>(
  call: PointsCall<TRequest, Schemas['QueryResponse']>,
): Promise<QueryResponse[]> {
  const found = await findPoints(call);
  const dependencies = { reranker: call.options.reranker, signal: call.signal };
  return Promise.all(
    found.map(async ({ plan, answer }) =>
      // What a call with `rerank: false` gets is typed by the overload that it chose.
      plan === undefined ? (answer as QueryResponse) : answerPoints(plan, answer, dependencies),
    ),
  );
}
