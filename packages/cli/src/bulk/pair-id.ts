/** How a batch file calls the pair of that number, counted from 1 over the whole input. */
export function pairId(number: number): string {
  return `pair-${number}`;
}
