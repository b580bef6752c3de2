import type { OpenAI } from 'openai';

/** The tokens that could have stood in a chat completion's first place, with their logprobs; none where it has no such. */
export function alternativesIn(
  completion: OpenAI.ChatCompletion,
): readonly OpenAI.ChatCompletionTokenLogprob.TopLogprob[] {
  return completion.choices?.[0]?.logprobs?.content?.[0]?.top_logprobs ?? [];
}
