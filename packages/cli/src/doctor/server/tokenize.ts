import { BackendResponseError, type PromptMessage } from '@lb-rerank/core';
import type { ServerSubject } from './server-subject.ts';

/** Tokens by number, and as text where the server gives it. */
export interface Tokens {
  readonly tokens: readonly number[];
  readonly token_strs?: readonly string[] | null;
}

/**
 * Asks for the tokens of a text, or of a chat in the server's own template.
 *
 * Undefined where the server does not tokenize for others, as only vLLM does.
 *
 * @throws BackendError when the server fails, or refuses the chat.
 */
export async function tokenize(
  { connection, modelId, signal }: ServerSubject,
  input: { readonly prompt: string } | { readonly messages: readonly PromptMessage[] },
): Promise<Tokens | undefined> {
  const special =
    'prompt' in input ? { add_special_tokens: false } : { add_generation_prompt: true };
  const body = { model: await modelId(), ...input, ...special, return_token_strs: true };
  try {
    return await connection.postAtRoot<Tokens>('/tokenize', body, signal);
  } catch (error) {
    if (error instanceof BackendResponseError && (error.status === 404 || error.status === 405)) {
      return undefined;
    }
    throw error;
  }
}
