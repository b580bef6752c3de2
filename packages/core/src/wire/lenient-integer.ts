/**
 * Reads an integer of a request as pydantic does, in which the servers are written that most clients were made for: `"5"`, `"5.0"` and
 * a truth value too. What is none stays as it is, to be refused.
 */
export function lenientInteger(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') return value;
  return /^\s*[+-]?\d{1,15}(\.0*)?\s*$/.test(value) ? Number(value) : value;
}
