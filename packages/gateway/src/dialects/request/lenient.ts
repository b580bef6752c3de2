/** No word or number that stands for a value is longer. */
const MAX_CHARACTERS = 40;

const TRUE = new Set(['true', 't', 'yes', 'y', 'on', '1']);
const FALSE = new Set(['false', 'f', 'no', 'n', 'off', '0']);

/**
 * Reads a truth value as pydantic does, in which the servers are written that most clients were made for: `"true"`, `"Yes"` and
 * `1` too. What is none stays as it is, for the schema to refuse.
 */
export function lenientBoolean(value: unknown): unknown {
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== 'string' || value.length > MAX_CHARACTERS) return value;
  const word = value.trim().toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : value;
}
