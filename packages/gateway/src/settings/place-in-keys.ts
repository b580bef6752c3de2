/** A longer name may be a key that stands in the wrong place, and is not shown. */
const LONGEST_NAME = 32;

/**
 * Writes where something stands in a value that holds keys, such as `keys[0].sha256 of "search"`: by the name of the key where it
 * has one.
 */
export function placeInKeys(path: readonly PropertyKey[], value: unknown): string {
  const place = path.reduce<string>(
    (written, part) =>
      typeof part === 'number'
        ? `${written}[${part}]`
        : `${written}${written && '.'}${String(part)}`,
    '',
  );
  const name = nameOnWay(path, value);
  return name === undefined ? place : `${place} of "${name}"`;
}

/** Finds the name of the key that a path leads through. */
function nameOnWay(path: readonly PropertyKey[], value: unknown): string | undefined {
  let found: string | undefined;
  let inner: unknown = value;
  for (const part of [...path, undefined]) {
    const { name } = Object(inner) as { name?: unknown };
    if (typeof name === 'string' && isShown(name) && part !== 'name') found = name;
    if (part !== undefined) inner = (Object(inner) as Record<PropertyKey, unknown>)[part];
  }
  return found;
}

function isShown(name: string): boolean {
  return /^[\w.-]+$/.test(name) && name.length <= LONGEST_NAME;
}
