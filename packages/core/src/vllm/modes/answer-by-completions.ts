import { BackendOutputError } from '../../errors/backend-output-error.ts';
import { ASK_A_SCORING_SERVER, SERVE_THE_LB_RERANKER } from '../../errors/remedies.ts';
import { BackendResponseError } from '../../errors/backend-response-error.ts';
import { renderPrompt } from '../../prompt/prompt.ts';
import { checkedProbabilities } from '../../score/checked-probabilities.ts';
import type { LevelProbabilities } from '../../score/level-probabilities.ts';
import type { PairScoreRequest } from '../../scorer/pair-scorer.ts';
import type { VllmServer } from '../server/vllm-server.ts';
import { inRequestOrder } from './in-request-order.ts';

interface CompletionsResponse {
  readonly choices?: readonly {
    readonly index: number;
    readonly logprobs?: { readonly top_logprobs?: readonly Record<string, number>[] | null } | null;
  }[];
}

/**
 * Sends one request with all prompts: the server gives exactly the log probabilities of the seven level tokens.
 *
 * @throws BackendResponseError when the answer does not match the request; BackendOutputError without all seven levels.
 */
export async function answerByCompletions(
  { connection, model, levelTokenIds = [], minMass }: VllmServer,
  { pairs, signal }: PairScoreRequest,
): Promise<LevelProbabilities[]> {
  const { choices } = await connection.post<CompletionsResponse>(
    '/completions',
    {
      model,
      prompt: pairs.map(({ query, passage }) => renderPrompt(query, passage)),
      add_special_tokens: false,
      max_tokens: 1,
      temperature: 0,
      // Without `logprobs` vLLM leaves out those of the chosen tokens too.
      logprobs: 0,
      logprob_token_ids: levelTokenIds,
      return_tokens_as_token_ids: true,
    },
    signal,
  );
  if (!Array.isArray(choices)) {
    throw new BackendResponseError({
      url: connection.url,
      problem: 'gave no choices',
      remedy: ASK_A_SCORING_SERVER,
    });
  }
  const ordered = inRequestOrder(
    choices as NonNullable<CompletionsResponse['choices']>,
    pairs.length,
    connection.url,
  );
  const names = levelTokenIds.map((id) => `token_id:${id}`);
  return ordered.map(({ logprobs }) => {
    const logprobOf = logprobs?.top_logprobs?.[0] ?? {};
    const levels = names.map((name) => logprobOf[name]);
    if (levels.length !== 7 || !levels.every((logprob) => typeof logprob === 'number')) {
      const problem = 'answers without the log probabilities of the levels 1 to 7';
      throw new BackendOutputError({
        url: connection.url,
        modelId: model,
        problem,
        remedy: SERVE_THE_LB_RERANKER,
      });
    }
    return checkedProbabilities(levels.map(Math.exp), {
      url: connection.url,
      modelId: model,
      minMass,
    });
  });
}
