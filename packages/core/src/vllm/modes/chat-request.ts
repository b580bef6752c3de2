import type { OpenAI } from 'openai';
import { promptMessages } from '../../prompt/prompt.ts';
import type { Pair } from '../../scorer/pair-scorer.ts';

/** As many alternatives as the card asks for: the seven levels are among them whenever they matter. */
export const CARD_TOP_LOGPROBS = 14;

/** The tokens of "1" to "7" in the LB Reranker's vocabulary, that of Qwen2.5 (source: its tokenizer.json). */
export const LEVEL_TOKEN_IDS: readonly number[] = [16, 17, 18, 19, 20, 21, 22];

/** The model that is asked, and the length of its answer. */
export interface ChatRequestOptions {
  readonly model: string;
  /**
   * The alternatives to the one token of the answer; with a smaller value some levels may be missing.
   * @default 14, as the card asks for
   */
  readonly topLogprobs?: number | undefined;
  /**
   * The tokens of "1" to "7" in the server's vocabulary, for vLLM, which then tells the log probabilities of exactly these and
   * reads no `topLogprobs`; other servers mostly ignore them.
   * @default none: the levels are looked for among the top logprobs
   */
  readonly levelTokenIds?: readonly number[] | undefined;
}

/** The chat completion of one pair; `logprob_token_ids` is vLLM's own. */
export type ChatRequest = OpenAI.ChatCompletionCreateParamsNonStreaming & {
  logprob_token_ids?: readonly number[];
};

/**
 * Writes the chat completion that asks for one pair's level, as any OpenAI-compatible server and batch file takes it
 * (source: model card).
 */
export function chatRequest(
  { query, passage }: Pair,
  { model, topLogprobs = CARD_TOP_LOGPROBS, levelTokenIds }: ChatRequestOptions,
): ChatRequest {
  return {
    model,
    messages: [...promptMessages(query, passage)],
    max_tokens: 1,
    temperature: 0,
    logprobs: true,
    top_logprobs: topLogprobs,
    ...(levelTokenIds !== undefined && { logprob_token_ids: levelTokenIds }),
  };
}
