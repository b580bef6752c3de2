import { printable } from '@lb-rerank/core/backend';

/** Field names that a message lists. */
const MOST = 12;
/** Characters of a field's name; what is longer may be a text that came to stand there. */
const LONGEST = 40;

/**
 * Lists the names of an object's fields for a message, never their values: `"id", "body" and 2 more`.
 *
 * @example
 * ```ts
 * import { toldFields } from '@lb-rerank/evaluation';
 *
 * console.log(toldFields({ id: 7, body: 'They are red.' })); // its fields are "id", "body"
 * ```
 */
export function toldFields(fields: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(fields);
  if (names.length === 0) return 'it has no field at all';
  const told = names.filter((name) => name.length <= LONGEST).slice(0, MOST);
  const list = told.map((name) => `"${printable(name)}"`).join(', ');
  const more = names.length - told.length;
  if (list === '') return `its ${more} fields have names longer than ${LONGEST} characters`;
  return `its fields are ${list}${more === 0 ? '' : ` and ${more} more`}`;
}
