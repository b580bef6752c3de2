/** Under NFC, which the tokenizer applies, a text's bytes grow threefold at the most (source: Unicode UAX #15). */
const NFC_GROWTH = 3;

/** Whether a text surely has no more than so many tokens, without counting them: a token is at least one byte. */
export function surelyFits(text: string, tokens: number): boolean {
  if (text.length > tokens) return false;
  const bytes = Buffer.byteLength(text);
  // Pure ASCII has a byte a character and is its own NFC.
  return bytes === text.length || bytes * NFC_GROWTH <= tokens;
}
