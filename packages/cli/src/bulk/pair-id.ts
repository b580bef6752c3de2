/** Makes the id of a pair in a batch file, from its number, counted from 1 over the whole input. */
export function pairId(number: number): string {
  return `pair-${number}`;
}
