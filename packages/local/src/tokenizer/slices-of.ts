/** The least and the most characters of a slice; the most take 2 to 10 ms to tokenise, whatever they are. */
const LEAST = 512;
const MOST = 2048;

/**
 * A place where Qwen2's tokenizer always ends a word: behind a digit, and behind the last letter of a row. Marks join what
 * stands before them, and the signs of special tokens (`<|im_end|>`, `</s>`) are left together.
 */
const WORD_END = /\p{N}(?![\p{M}<>|_/])|\p{L}(?![\p{L}\p{M}<>|_/])/u;
/** Half a character at the end of a text. */
const HALF = /[\ud800-\udbff]$/;

/**
 * Cuts a text into slices that are tokenised one by one, with the same tokens as the whole.
 *
 * Only rows of thousands of characters without a digit or a word's end, which no text has, are cut inside: there a token or two
 * beside each cut can differ.
 */
export function* slicesOf(text: string): Generator<string, void, undefined> {
  let from = 0;
  while (text.length - from > MOST) {
    const piece = text.slice(from, from + MOST).replace(HALF, '');
    const to = from + lengthOfSlice(piece);
    yield text.slice(from, to);
    from = to;
  }
  if (from < text.length) yield text.slice(from);
}

/** Finds the first place behind the least length where a slice may end: its own end, where there is none. */
function lengthOfSlice(text: string): number {
  const least = text.slice(0, LEAST).replace(HALF, '').length;
  const end = WORD_END.exec(text.slice(least));
  return end === null ? text.length : least + end.index + end[0].length;
}
