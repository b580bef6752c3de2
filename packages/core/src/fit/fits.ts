/** Under NFC, which the tokenizer applies, a text's bytes grow threefold at the most (source: Unicode normalization FAQ). */
const NFC_GROWTH = 3;

/**
 * Tells whether a text surely has no more than so many tokens, without counting them: a token is at least one byte.
 *
 * Only characters beyond ASCII can grow under NFC. Each takes one byte or two more than it has UTF-16 units, and at most
 * twice that many bytes in all.
 */
export function surelyFits(text: string, tokens: number): boolean {
  if (text.length > tokens) return false;
  const bytes = Buffer.byteLength(text);
  const beyondAscii = 2 * (bytes - text.length);
  return bytes + (NFC_GROWTH - 1) * beyondAscii <= tokens;
}

/**
 * Tells whether a text has no more than so many tokens, as far as its bytes and digits can show.
 *
 * The tokenizer makes a token of each digit and of a blank or a dot before it; of all else, texts of 95 languages have more
 * than two bytes a token, and only what is no text, such as keys and rare scripts by the letter, may have fewer.
 */
export function likelyFits(text: string, tokens: number): boolean {
  const bytes = Buffer.byteLength(text);
  if (bytes > 2 * tokens) return false;
  const alone = text.length - text.replace(/[\s\p{P}]?\d/gu, '').length;
  return alone + (bytes - alone) / 2 <= tokens;
}
