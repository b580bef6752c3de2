/** Counts how often a text has a few of its letters, as the clients in Python do. */
export function byLetters(text: string): number[] {
  return ['a', 'e', 'i', 'o', 'u'].map((letter) => text.toLowerCase().split(letter).length);
}
