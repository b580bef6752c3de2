import {
  markAllElements,
  markAllElementsOf,
  markElements,
  type Origin,
} from '../json/json-source.ts';

/**
 * Lets the hits of an answer be found again in another order, and all else of which a change may leave out parts: nested
 * objects under `fields`, which go where they held the passage alone, and whatever a filter leaves out.
 *
 * @param path the members that lead to the hits, as `markElements` takes them
 */
export function markHits(root: Origin, path: readonly string[], isFiltered: boolean): void {
  for (const hit of markElements(root, path)) markAllElementsOf(hit, 'fields');
  if (isFiltered) markAllElements(root);
}
