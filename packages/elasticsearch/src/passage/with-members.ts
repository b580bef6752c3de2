/** Gives an object other members; what stands under symbols goes along, as with `{ ...object }`. */
export function withMembers(
  object: object,
  members: readonly (readonly [string, unknown])[],
): Record<string, unknown> {
  const symbols = Object.getOwnPropertySymbols(object);
  const hidden = symbols.map((symbol) => [symbol, Reflect.get(object, symbol)] as const);
  return Object.fromEntries([...hidden, ...members]);
}
