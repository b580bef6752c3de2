/** Prints one rate against another of the same run, and what was asked of it. */
export function printRatio(
  what: string,
  ours: number,
  other: number,
  asked: number | undefined,
): void {
  const wanted = asked === undefined ? '' : ` (at least ${asked.toFixed(2)})`;
  console.log(
    `${what.padEnd(58)} ${(ours / other).toFixed(2)}${wanted}   ${ours.toFixed(0)} against ${other.toFixed(0)} pairs/s`,
  );
}
