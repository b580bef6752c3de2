import { MalformedFileError } from '../errors/malformed-file-error.ts';
import type { JsonLine } from './read-json-lines.ts';

/**
 * Reads a field that has to be a string. @throws MalformedFileError naming file, line and field, where it is not.
 */
export function stringField({ fields, line }: JsonLine, name: string, path: string): string {
  const value = fields[name];
  if (typeof value !== 'string') {
    throw new MalformedFileError({ path, line, problem: `has no string field "${name}"` });
  }
  return value;
}
