import { BackendResponseError } from '../../errors/backend-response-error.ts';
import { ASK_A_SCORING_SERVER } from '../../errors/remedies.ts';
import { renderPrompt } from '../../prompt/prompt.ts';
import { checkedProbabilities } from '../../score/checked-probabilities.ts';
import type { LevelProbabilities } from '../../score/level-probabilities.ts';
import type { PairScoreRequest } from '../../scorer/pair-scorer.ts';
import type { VllmServer } from '../server/vllm-server.ts';
import { inRequestOrder } from './in-request-order.ts';

interface ClassifyResponse {
  readonly data?: readonly { readonly index: number; readonly probs: readonly number[] }[];
}

/**
 * Sends one request to the seven-label head: a softmax over the levels alone, so the mass is always 1.
 *
 * @throws BackendResponseError when the answer does not match the request; BackendOutputError without seven labels.
 */
export async function answerByClassify(
  { connection, model, minMass }: VllmServer,
  { pairs, signal }: PairScoreRequest,
): Promise<LevelProbabilities[]> {
  const input = pairs.map(({ query, passage }) => renderPrompt(query, passage));
  const { data } = await connection.postAtRoot<ClassifyResponse>(
    '/classify',
    { model, input },
    signal,
  );
  if (!Array.isArray(data)) {
    throw new BackendResponseError({
      url: connection.url,
      problem: 'gave no classes',
      remedy: ASK_A_SCORING_SERVER,
    });
  }
  return inRequestOrder(
    data as NonNullable<ClassifyResponse['data']>,
    pairs.length,
    connection.url,
  ).map(({ probs }) =>
    checkedProbabilities(probs, { url: connection.url, modelId: model, minMass }),
  );
}
