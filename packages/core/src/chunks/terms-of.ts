/** Runs of letters in scripts that put no blanks between words, or join others to them, and runs of all other letters. */
const RUNS =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+)|[\p{L}\p{M}\p{N}]+/gu;

/** The neighbouring letters of a word that make a term. */
const LETTERS = 4;

/**
 * Gives the terms of a text by which chunks are compared with the query: every four neighbouring letters of a word, so that its
 * endings and prefixes matter little in any language, and every two neighbouring characters in scripts without blanks between
 * words. A shorter word is a term itself. Upper and lower case, and wide and narrow forms, are alike.
 */
export function* termsOf(text: string): Generator<string> {
  for (const [run, unspaced] of text.normalize('NFKC').toLowerCase().matchAll(RUNS)) {
    const size = unspaced === undefined ? LETTERS : 2;
    if (run.length <= size) {
      yield run;
      continue;
    }
    for (let end = size; end <= run.length; end += 1) yield run.slice(end - size, end);
  }
}
