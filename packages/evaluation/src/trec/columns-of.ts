import { MalformedFileError } from '../errors/malformed-file-error.ts';

/** The columns that the lines of a file should have. */
export interface ExpectedColumns {
  readonly path: string;
  readonly count: number;
  /** Their names, for the message. */
  readonly names: string;
  /** Whether words behind them are passed over, as trec_eval does in runs. @default false */
  readonly mayHaveMore?: boolean;
}

/** Tells whether a line is a remark, which trec_eval's files may hold. */
export function isRemark({ text }: { text: string }): boolean {
  return text.startsWith('#');
}

/**
 * Splits a line at blanks. @throws MalformedFileError naming file and line, where there are not as many as there
 * should be.
 */
export function columnsOf(
  { number, text }: { number: number; text: string },
  { path, count, names, mayHaveMore = false }: ExpectedColumns,
): string[] {
  const columns = text.trim().split(/\s+/);
  if (columns.length < count || (columns.length > count && !mayHaveMore)) {
    const problem = `has ${columns.length} columns and not ${count}: ${names}`;
    throw new MalformedFileError({ path, line: number, problem });
  }
  return columns;
}
