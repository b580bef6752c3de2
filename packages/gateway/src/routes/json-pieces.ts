/** TypeScript's own declarations do not have it yet; Node.js has since version 21. */
const { isRawJSON } = JSON as unknown as { isRawJSON: (value: unknown) => boolean };

/** Writes a value as JSON, as `JSON.stringify` does, piece by piece: each entry of its lists is one. */
export function* jsonPieces(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    yield '[';
    for (const [n, entry] of value.entries()) {
      yield `${n === 0 ? '' : ','}${JSON.stringify(entry ?? null)}`;
    }
    yield ']';
  } else if (typeof value === 'object' && value !== null && !isRawJSON(value)) {
    let separator = '{';
    for (const [name, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      yield `${separator}${JSON.stringify(name)}:`;
      yield* jsonPieces(inner);
      separator = ',';
    }
    yield separator === '{' ? '{}' : '}';
  } else yield JSON.stringify(value);
}
