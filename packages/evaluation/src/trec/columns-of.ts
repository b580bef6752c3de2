import { MalformedFileError } from '../errors/malformed-file-error.ts';

/**
 * Splits a line at blanks. @throws MalformedFileError naming file and line, where there are not as many as there
 * should be.
 */
export function columnsOf(
  { number, text }: { number: number; text: string },
  { path, count, names }: { path: string; count: number; names: string },
): string[] {
  const columns = text.trim().split(/\s+/);
  if (columns.length !== count) {
    const problem = `has ${columns.length} columns and not ${count}: ${names}`;
    throw new MalformedFileError({ path, line: number, problem });
  }
  return columns;
}
