/** No integer that is meant is longer. */
const MAX_CHARACTERS = 40;

/**
 * Reads an integer of a request as pydantic does, in which the servers are written that most clients were made for: `"5"`, `"5.0"` and
 * a truth value too. What is none stays as it is, to be refused.
 *
 * @example
 * ```ts
 * import { lenientInteger } from '@lb-rerank/core/backend';
 *
 * console.log(['5.0', true, 'many'].map(lenientInteger)); // [ 5, 1, 'many' ]
 * ```
 */
export function lenientInteger(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string' || value.length > MAX_CHARACTERS) return value;
  return /^\s*[+-]?\d{1,15}(\.0*)?\s*$/.test(value) ? Number(value) : value;
}
