import type { Schemas } from '@qdrant/js-client-rest';
import type { PassageSelector } from './passage-selector.ts';
import { payloadPath } from './payload-path.ts';
import { isKeptBy, type PayloadSelection, selectedPayload } from './selected-payload.ts';

type Point = Schemas['ScoredPoint'];

/** What a request says about payload so that its points bring the passage, and how the rest is taken out again. */
export interface PayloadFetch {
  readonly withPayload: boolean | PayloadSelection;
  readonly strip: (point: Point) => Point;
}

/** @param asked the caller's own `with_payload`; Qdrant takes nothing, null and `false` alike. */
export function payloadFetchFor(asked: unknown, passage: PassageSelector): PayloadFetch {
  if (asked === true) return { withPayload: true, strip: (point) => point };
  const keys = typeof passage === 'function' ? undefined : [passage].flat().map(ofAllElements);
  if (typeof asked !== 'object' || asked === null) {
    return { withPayload: keys ?? true, strip: withoutPayload };
  }
  const selection = asked as PayloadSelection;
  const wider = widened(selection, keys);
  return wider === selection
    ? { withPayload: selection, strip: (point) => point }
    : {
        withPayload: wider,
        strip: (point) =>
          point.payload ? { ...point, payload: selectedPayload(point.payload, selection) } : point,
      };
}

/** The selection with the keys in it; the very same one where it has them already. */
function widened(
  selection: PayloadSelection,
  keys: readonly string[] | undefined,
): true | PayloadSelection {
  if (keys === undefined) return true;
  if ('exclude' in selection) {
    const exclude = selection.exclude.filter((excluded) => {
      const isKept = isKeptBy([excluded]);
      return !keys.some((key) => isKept(payloadPath(key)));
    });
    return exclude.length === selection.exclude.length ? selection : { exclude };
  }
  const include = 'include' in selection ? selection.include : selection;
  const missing = keys.filter((key) => !isWhollyIncluded(key, include));
  return missing.length === 0 ? selection : [...include, ...missing];
}

/** Whether all that a key leads to is in the selection, and not only a part of it. */
function isWhollyIncluded(key: string, include: readonly string[]): boolean {
  return !isKeptBy({ exclude: [...include] })(payloadPath(key));
}

/** Qdrant selects all elements of an array or none. */
function ofAllElements(key: string): string {
  return key.replaceAll(/\[\d+\]/g, '[]');
}

function withoutPayload(point: Point): Point {
  const { payload: _, ...rest } = point;
  return rest;
}
