import { listOfFields, type PassageFields } from '@lb-rerank/core/adapter';
import type { Schemas } from '@qdrant/js-client-rest';
import type { PassageSelector } from './passage-selector.ts';
import { type PathStep, payloadPath, writtenPath } from './payload-path.ts';
import { requirePayloadSelection } from './require-payload-selection.ts';
import { isKeptBy, type PayloadSelection, selectedPayload } from './selected-payload.ts';

type Point = Schemas['ScoredPoint'];

/** The payload that a request asks for so that its points bring the passage, and the part of it that the caller sees. */
export interface PassageFetch {
  readonly withPayload: boolean | PayloadSelection;
  /** `true` for all that comes, `false` for none of it. */
  readonly shown: boolean | PayloadSelection;
}

/** Fetches nothing for the passage. */
export const AS_IT_COMES: PassageFetch = { withPayload: true, shown: true };

/**
 * Fetches what of a passage a request leaves out.
 *
 * @param asked the caller's own `with_payload`; Qdrant takes nothing, null and `false` alike.
 * @throws InvalidRequestError for one that is no selection.
 */
export function passageFetchFor(asked: unknown, passage: PassageSelector): PassageFetch {
  const selection = requirePayloadSelection(asked);
  if (selection === true) return AS_IT_COMES;
  const keys = typeof passage === 'function' ? undefined : keysOf(passage);
  if (selection === false) return { withPayload: keys ?? true, shown: false };
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

/** Gives the keys that bring a passage, as Qdrant writes them, or undefined where only the whole payload does. */
function keysOf(passage: PassageFields): readonly string[] | undefined {
  const keys = listOfFields(passage).map(({ field }) =>
    writtenPath(payloadPath(field).map(ofAllElements)),
  );
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

/** Widens a step to all elements of an array, since Qdrant selects all or none. */
function ofAllElements(step: PathStep): PathStep {
  return step.kind === 'key' ? step : { ...step, index: undefined };
}
