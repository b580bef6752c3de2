/** A text in exactly so many columns: filled up with blanks, or cut and ended by "…". */
export function fit(text: string, columns: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  // By code point and not by UTF-16 unit, so that no character is cut in two.
  const characters = Array.from(line);
  return characters.length <= columns
    ? line + ' '.repeat(columns - characters.length)
    : `${characters.slice(0, columns - 1).join('')}…`;
}
