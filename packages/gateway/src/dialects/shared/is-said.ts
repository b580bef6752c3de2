/** Tells whether a request says a field: `null` is a field left out, as in the servers that these interfaces come from. */
export function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}
