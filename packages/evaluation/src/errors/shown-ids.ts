import { printable } from '@lb-rerank/core/backend';

const SHOWN = 3;
/** Characters of an id that are shown. */
const LONGEST = 60;

/**
 * Shows the first ids of a file or engine for a message that two sides do not speak of the same things: `"q-7", "q-9"`, or `none`.
 *
 * @example
 * ```ts
 * import { shownIds } from '@lb-rerank/evaluation';
 *
 * console.log(shownIds(['d1', 'd2', 'd3', 'd4'])); // "d1", "d2", "d3"
 * ```
 */
export function shownIds(ids: Iterable<string>): string {
  const shown = [...ids].slice(0, SHOWN).map((id) => printable(id).slice(0, LONGEST));
  return shown.map((id) => JSON.stringify(id)).join(', ') || 'none';
}
