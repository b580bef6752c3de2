import type { Dialect } from '../shared/dialect.ts';

/** Which dialects are spoken on each path: those that its clients know, and `/<name><path>` for one dialect alone. */
export function dialectsByPath(dialects: readonly Dialect[]): Map<string, readonly Dialect[]> {
  const entries = dialects.flatMap((dialect) =>
    dialect.paths.flatMap((path) => [
      { path, dialect },
      { path: `/${dialect.name}${path}`, dialect },
    ]),
  );
  return new Map(
    [...Map.groupBy(entries, ({ path }) => path)].map(([path, found]) => [
      path,
      found.map(({ dialect }) => dialect),
    ]),
  );
}
