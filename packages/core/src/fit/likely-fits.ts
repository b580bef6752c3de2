/**
 * Whether a text has no more than so many tokens, as far as its bytes and digits can tell.
 *
 * The tokenizer makes a token of each digit and of a blank or a dot before it; of all else, texts of 95 languages have more than two bytes a token, and only
 * what is no text, such as keys and rare scripts by the letter, may have fewer.
 */
export function likelyFits(text: string, tokens: number): boolean {
  const bytes = Buffer.byteLength(text);
  if (bytes > 2 * tokens) return false;
  const alone = text.length - text.replace(/[\s\p{P}]?\d/gu, '').length;
  return alone + (bytes - alone) / 2 <= tokens;
}
