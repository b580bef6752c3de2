import { MalformedFileError } from '../errors/malformed-file-error.ts';
import type { JsonLine } from '../lines/read-json-lines.ts';
import { textAt } from './text-at.ts';
import { toldFields } from './told-fields.ts';

/**
 * Reads a field that has to be a string, or several as `textAt` joins them. @throws MalformedFileError naming file, line and field,
 * and the fields that are there, where there is none.
 */
export function stringField(
  { fields, line }: JsonLine,
  names: string | readonly string[],
  path: string,
): string {
  const value = textAt(fields, [names].flat());
  if (value !== undefined) return value;
  const list = [names].flat().join('" or "');
  const problem = `has no string field "${list}"; ${toldFields(fields)}`;
  throw new MalformedFileError({ path, line, problem });
}
