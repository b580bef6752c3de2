/** An integer that may be beyond 2^53; one that stands in a text costs a little time only. */
const LONG_INTEGER = /(?<![\w.+])\d{16,}(?![\w.])/;

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** TypeScript's own declarations do not have the source of a value yet; Node.js has since version 21. */
const parse = JSON.parse as (text: string, reviver?: Reviver) => unknown;

/**
 * Reads JSON as Qdrant's client does: integers beyond 2^53, which ids may be, are BigInts, so that no two of them are one.
 *
 * @throws SyntaxError for what is no JSON.
 */
export function parseExactly(text: string): unknown {
  return LONG_INTEGER.test(text) ? parse(text, exactly) : parse(text);
}

function exactly(_: string, value: unknown, { source }: { readonly source?: string }): unknown {
  const isLong = typeof value === 'number' && source !== undefined && !Number.isSafeInteger(value);
  return isLong && /^-?\d+$/.test(source) ? BigInt(source) : value;
}
