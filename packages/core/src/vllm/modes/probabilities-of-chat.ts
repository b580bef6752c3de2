import type { OpenAI } from 'openai';
import { BackendOutputError } from '../../errors/backend-output-error.ts';
import { SERVE_THE_LB_RERANKER } from '../../errors/remedies.ts';
import { checkedProbabilities, type ProbabilitySource } from '../../score/checked-probabilities.ts';
import { type LevelProbabilities, LEVELS } from '../../score/level-probabilities.ts';

/**
 * Reads the levels among the top logprobs of a chat completion that `chatRequest` asked for; a level outside of them counts 0,
 * unless all are needed.
 *
 * @throws BackendOutputError when no level is among the logprobs or their mass is too small.
 */
export function probabilitiesOfChat(
  completion: OpenAI.ChatCompletion,
  { needsAll = false, ...source }: ProbabilitySource & { readonly needsAll?: boolean },
): LevelProbabilities {
  const logprobs = new Map(
    alternativesIn(completion).map(({ token, logprob }) => [token, logprob]),
  );
  const known = LEVELS.filter((level) => logprobs.has(`${level}`)).length;
  if (known < (needsAll ? LEVELS.length : 1)) {
    const problem = `answers with ${known === 0 ? 'none' : 'some alone'} of the levels 1 to 7`;
    throw new BackendOutputError({ ...source, problem, remedy: SERVE_THE_LB_RERANKER });
  }
  const probabilities = LEVELS.map((level) => Math.exp(logprobs.get(`${level}`) ?? -Infinity));
  return checkedProbabilities(probabilities, source);
}

/**
 * Lists the tokens that could have stood in a chat completion's first place, with their logprobs; none where it has no such.
 */
export function alternativesIn(
  completion: OpenAI.ChatCompletion,
): readonly OpenAI.ChatCompletionTokenLogprob.TopLogprob[] {
  return completion.choices?.[0]?.logprobs?.content?.[0]?.top_logprobs ?? [];
}
