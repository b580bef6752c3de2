/** Runs of letters in scripts that put no blanks between words, or join others to them, and runs of all other letters. */
const RUNS =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+)|[\p{L}\p{M}\p{N}]+/gu;

/** The neighbouring letters of a word that make a term. */
const LETTERS = 4;

/** The letters that are brought into normal form at once: more than a word has, since it takes the square of a row of marks. */
const LETTERS_AT_ONCE = 64;

/**
 * Gives the terms of a text by which chunks are compared with the query: every four neighbouring letters of a word, so that its
 * endings and prefixes matter little in any language, and every two neighbouring characters in scripts without blanks between
 * words. A shorter word is a term itself. Upper and lower case, and wide and narrow forms, are alike.
 */
export function* termsOf(text: string): Generator<string> {
  for (const [run, unspaced] of text.matchAll(RUNS)) {
    const letters = inOneForm(run);
    const size = unspaced === undefined ? LETTERS : 2;
    if (letters.length <= size) {
      yield letters;
      continue;
    }
    for (let end = size; end <= letters.length; end += 1) yield letters.slice(end - size, end);
  }
}

function inOneForm(run: string): string {
  if (run.length <= LETTERS_AT_ONCE) return run.normalize('NFKC').toLowerCase();
  const pieces: string[] = [];
  for (let start = 0; start < run.length; start += LETTERS_AT_ONCE) {
    pieces.push(
      run
        .slice(start, start + LETTERS_AT_ONCE)
        .normalize('NFKC')
        .toLowerCase(),
    );
  }
  return pieces.join('');
}
