/** A row of marks longer than any letter of real text carries; to put one in order takes the square of its length. */
const MARKS = /\p{M}{64}/gu;

/**
 * Gives a text in the form that the model's tokenizer reads, Unicode's NFC, in a time that grows with its length only.
 *
 * Of more than 64 marks on one letter each 64 are ordered by themselves: `normalize` takes minutes for a megabyte of them.
 */
export function inNormalForm(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { index, 0: marks } of text.matchAll(MARKS)) {
    const to = index + marks.length;
    pieces.push(text.slice(from, to).normalize('NFC'));
    from = to;
  }
  return [...pieces, text.slice(from).normalize('NFC')].join('');
}
