/**
 * Splits a pasted text into passages: its paragraphs where it has blank lines, else its lines.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function passagesOf(text) {
  const separator = /\n\s*\n/.test(text.trim()) ? /\n\s*\n/ : '\n';
  return text
    .split(separator)
    .map((passage) => passage.trim())
    .filter((passage) => passage !== '');
}
