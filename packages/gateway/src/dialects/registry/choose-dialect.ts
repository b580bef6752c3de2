import type { Dialect } from '../shared/dialect.ts';

/** Lists the dialects of each path: the paths that clients know, and `/<name><path>`, with and without a version, for one dialect alone. */
export function dialectsByPath(dialects: readonly Dialect[]): Map<string, readonly Dialect[]> {
  const entries = dialects.flatMap((dialect) =>
    dialect.paths.flatMap((path) => [
      { path, dialect },
      { path: `/${dialect.name}${path}`, dialect },
      // Clients differ in whether an address already holds the version.
      { path: `/${dialect.name}${path.replace(/^\/v\d/, '')}`, dialect },
    ]),
  );
  return new Map(
    [...Map.groupBy(entries, ({ path }) => path)].map(([path, found]) => [
      path,
      [...new Set(found.map(({ dialect }) => dialect))],
    ]),
  );
}

/**
 * Chooses the dialect of a request: of those spoken on its path, the first that claims the body, else the last.
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
