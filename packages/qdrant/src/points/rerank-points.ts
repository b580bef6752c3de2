import type { Schemas } from '@qdrant/js-client-rest';
import type { PointsRequest } from '../call/rerankable-request.ts';
import { answerPoints, type RerankedQueryResponse } from './answer-points.ts';
import { findPoints, type PointsCall } from './find-points.ts';

/**
 * Fetches the rank windows of several requests at once and scores them at once, so that their pairs share batches.
 *
 * @throws InvalidRequestError and RetrievalError as `findPoints` does.
 */
export async function rerankPoints<TRequest extends PointsRequest>(
  call: PointsCall<TRequest, Schemas['QueryResponse']>,
): Promise<RerankedQueryResponse[]> {
  const found = await findPoints(call);
  const place = { reranker: call.options.reranker, signal: call.signal };
  return Promise.all(
    found.map(async ({ plan, answer }) =>
      // What a call with `rerank: false` gets is typed by the overload that it chose.
      plan === undefined ? (answer as RerankedQueryResponse) : answerPoints(plan, answer, place),
    ),
  );
}
