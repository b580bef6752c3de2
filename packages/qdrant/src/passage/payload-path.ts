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

/** A key that Qdrant takes without quotes: letters and digits of all scripts, `_` and `-`. */
const BARE_KEY = /^[\p{Alphabetic}\p{N}_-]+$/u;

/**
 * Writes steps in Qdrant's own notation, with quotes around a key that needs them; undefined where it has none for them: a key
 * that holds a quote or a backslash, or elements of the payload itself.
 */
export function writtenPath(steps: readonly PathStep[]): string | undefined {
  const isWritable =
    steps[0]?.kind === 'key' &&
    steps.every((step) => step.kind !== 'key' || !/["\\]/.test(step.key));
  if (!isWritable) return undefined;
  return steps.reduce((path, step) => `${path}${writtenStep(step, path === '')}`, '');
}

function writtenStep(step: PathStep, isFirst: boolean): string {
  if (step.kind === 'elements') return `[${step.index ?? ''}]`;
  return `${isFirst ? '' : '.'}${BARE_KEY.test(step.key) ? step.key : `"${step.key}"`}`;
}
