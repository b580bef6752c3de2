import type { Schemas } from '@qdrant/js-client-rest';
import type { PassageSelector } from './passage-selector.ts';
import { payloadPath } from './payload-path.ts';
import { isKeptBy, type PayloadSelection, selectedPayload } from './selected-payload.ts';

type Point = Schemas['ScoredPoint'];

/** The payload that a request asks for so that its points bring the passage, and the part of it that the caller sees. */
export interface PassageFetch {
  readonly withPayload: boolean | PayloadSelection;
  /** `true` for all that comes, `false` for none of it. */
  readonly shown: boolean | PayloadSelection;
}

/**
 * Fetches what of a passage a request leaves out.
 *
 * @param asked the caller's own `with_payload`; Qdrant takes nothing, null and `false` alike.
 */
export function passageFetchFor(asked: unknown, passage: PassageSelector): PassageFetch {
  if (asked === true) return { withPayload: true, shown: true };
  const keys = typeof passage === 'function' ? undefined : [passage].flat().map(ofAllElements);
  if (typeof asked !== 'object' || asked === null) {
    return { withPayload: keys ?? true, shown: false };
  }
  const selection = asked as PayloadSelection;
  const withPayload = widened(selection, keys);
  return { withPayload, shown: withPayload === selection ? true : selection };
}

/** Gives the point as it would have come without what was fetched for the passage. */
export function withoutFetched(point: Point, { shown }: PassageFetch): Point {
  if (shown === true) return point;
  const { payload, ...rest } = point;
  if (shown === false) return rest;
  return payload ? { ...point, payload: selectedPayload(payload, shown) } : point;
}

/** Adds keys to a selection; gives the very same one where it has them already. */
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

/** Tells whether all that a key leads to is in the selection, and not only a part of it. */
function isWhollyIncluded(key: string, include: readonly string[]): boolean {
  return !isKeptBy({ exclude: [...include] })(payloadPath(key));
}

/** Widens a path to all elements of an array, since Qdrant selects all or none. */
function ofAllElements(key: string): string {
  return key.replaceAll(/\[\d+\]/g, '[]');
}
