import { renderPrompt } from '@lb-rerank/core';

/** The prompt behind the passage, and the end of the line before it: no letter, so that the tokens before it never change. */
const EMPTY = renderPrompt('', '');
const ENDING = EMPTY.slice(EMPTY.lastIndexOf('>>>'));

/** A prompt in the two parts that are tokenised apart, with the same tokens as the whole. */
export interface PromptParts {
  /** The instructions and the query: the same for all passages. */
  readonly beginning: string;
  readonly rest: string;
}

/** Writes a pair's prompt, split where its passage begins. */
export function splitPrompt(query: string, passage: string): PromptParts {
  const prompt = renderPrompt(query, passage);
  const at = renderPrompt(query, '').length - ENDING.length;
  return { beginning: prompt.slice(0, at), rest: prompt.slice(at) };
}
