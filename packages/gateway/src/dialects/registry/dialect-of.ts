import type { Dialect } from '../shared/dialect.ts';

/**
 * The dialect of a request: of those spoken on its path, the first that claims the body, else the last.
 *
 * @param spoken at least one.
 */
export function dialectOf(spoken: readonly Dialect[], body?: unknown): Dialect {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const claiming = isObject
    ? spoken.find((dialect) => dialect.claims?.(body as Record<string, unknown>))
    : undefined;
  return claiming ?? spoken.at(-1)!;
}
