import { withMembers } from './with-members.ts';

type Fields = Record<string, unknown>;

/**
 * Removes from a hit's `fields` those that were added to a request, unless the caller asked for them by name.
 *
 * A field of nested objects stands in a list of objects under the path of these.
 */
export function withoutFields(
  fields: Fields,
  added: readonly string[],
  asked: readonly string[],
): Fields {
  const entries = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (asked.includes(name)) return [[name, value]];
    if (added.includes(name)) return [];
    const inside = insideOf(name, added);
    if (inside.length === 0) return [[name, value]];
    const objects = (value as Fields[])
      .map((object) => withoutFields(object, inside, insideOf(name, asked)))
      .filter((object) => Object.keys(object).length > 0);
    return objects.length === 0 ? [] : [[name, objects]];
  });
  return withMembers(fields, entries);
}

/** Lists the paths that lead into an object, from there on. */
function insideOf(name: string, paths: readonly string[]): string[] {
  return paths
    .filter((path) => path.startsWith(`${name}.`))
    .map((path) => path.slice(name.length + 1));
}
