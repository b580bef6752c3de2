/** TypeScript's own declarations do not have it yet; Node.js has since version 21. */
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

/**
 * Gives the same object, which `JSON.stringify` now writes with all digits of the integers beyond 2^53 that Qdrant's client gives as
 * BigInts, instead of failing on them.
 */
export function withJson<T extends object>(object: T): T {
  return Object.defineProperty(object, 'toJSON', { value: () => written(object) });
}

function written(value: unknown): unknown {
  if (typeof value === 'bigint') return rawJSON(String(value));
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (Array.isArray(value)) return value.map(written);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, written(member)]));
}
