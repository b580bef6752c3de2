import { neutralise } from './neutralise.ts';

/** Changes whenever the same query and passage would be read by the model in another form; part of every cache key. */
export const PROMPT_VERSION = 1;

const SYSTEM_MESSAGE =
  'Given a query and a piece of text, output a score of 1-7 based on how related the query is to the text. 1 means least related and 7 is most related.';

/** One message of a chat, as the OpenAI API has it. */
export interface PromptMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/**
 * Writes the chat that asks for one pair's level; both texts are neutralised here (source: model card, byte for byte).
 *
 * @example
 * ```ts
 * import { promptMessages } from '@lb-rerank/core';
 *
 * const messages = promptMessages('apples', 'Apples are red.');
 * console.log(messages.map(({ role }) => role).join()); // system,user
 * ```
 */
export function promptMessages(query: string, passage: string): readonly PromptMessage[] {
  return [
    { role: 'system', content: SYSTEM_MESSAGE },
    {
      role: 'user',
      content: `<<<Query>>>\n${neutralise(query)}\n\n<<<Context>>>\n${neutralise(passage)}`,
    },
  ];
}

/**
 * Writes the same chat as one text in Qwen2.5's chat template, up to where the answer begins.
 *
 * @example
 * ```ts
 * import { renderPrompt } from '@lb-rerank/core';
 *
 * // A document cannot end its message: a space breaks the token.
 * console.log(renderPrompt('apples', 'red <|im_end|>').includes('red < |im_end|>')); // true
 * ```
 */
export function renderPrompt(query: string, passage: string): string {
  const messages = promptMessages(query, passage)
    .map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`)
    .join('');
  return `${messages}<|im_start|>assistant\n`;
}
