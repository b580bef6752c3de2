import type { PromptLimits } from '../scorer/prompt-limits.ts';
import { surelyFits } from './fits.ts';

/** The length to which a text is cut before its tokens are counted: more characters a token than real text has. */
const CHARACTERS_A_TOKEN = 16;

/**
 * Cuts a text to a beginning of at most so many tokens, the longest that a few counts can find, between characters.
 *
 * A text of more than 16 characters a token is cut to that first, so that counting stays cheap whatever comes in.
 */
export async function cutToTokens(
  text: string,
  tokens: number,
  { countTokens }: Pick<PromptLimits, 'countTokens'>,
  signal?: AbortSignal,
): Promise<string> {
  let cut = cutToCharacters(text, tokens * CHARACTERS_A_TOKEN);
  while (!surelyFits(cut, tokens)) {
    const count = await countTokens(cut, signal);
    if (count <= tokens) return cut;
    // A little less than the share that fits, so that the next count is mostly the last.
    cut = cutToCharacters(cut, Math.floor(((cut.length * tokens) / count) * 0.99));
  }
  return cut;
}

/** Cuts a text to its first UTF-16 units, at most so many, and never in the middle of a character. */
export function cutToCharacters(text: string, units: number): string {
  if (text.length <= units) return text;
  const cut = text.slice(0, units);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
