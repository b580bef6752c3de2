/** At most so many UTF-16 units of a text's beginning, never ending in half of a character. */
export function cutToCharacters(text: string, units: number): string {
  if (text.length <= units) return text;
  const cut = text.slice(0, units);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
