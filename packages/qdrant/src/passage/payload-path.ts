/**
 * One step of a path: a key, as it stands; `[]` for all elements of an array, or `[3]` for one of them.
 *
 * A key that holds brackets is told from them by its kind.
 */
export type PathStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'elements'; readonly index: number | undefined };

/**
 * Reads the steps of a path in Qdrant's own notation: `body.text`, `chunks[].text`, `chunks[0].text`, and `"a.b".c` where a key
 * holds dots.
 */
export function payloadPath(path: string): readonly PathStep[] {
  return [...path.matchAll(/"([^"]*)"|\[(\d*)\]|([^.[\]"]+)/g)].map(
    ([, quoted, index, key]): PathStep =>
      index === undefined
        ? { kind: 'key', key: quoted ?? key ?? '' }
        : { kind: 'elements', index: index === '' ? undefined : Number(index) },
  );
}
