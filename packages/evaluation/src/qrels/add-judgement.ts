import { MalformedFileError } from '../errors/malformed-file-error.ts';

/** One judgement as a line of a file states it. */
export interface JudgementLine {
  readonly path: string;
  readonly line: number;
  readonly queryId: string;
  readonly documentId: string;
  readonly grade: string;
}

/** Enters a judgement. @throws MalformedFileError where the grade is no integer, or the pair was judged before. */
export function addJudgement(
  qrels: Map<string, Map<string, number>>,
  { path, line, queryId, documentId, grade }: JudgementLine,
): void {
  if (!isGrade(grade)) {
    throw new MalformedFileError({ path, line, problem: 'has a grade that is not an integer' });
  }
  const judgements = qrels.get(queryId) ?? new Map<string, number>();
  if (judgements.has(documentId)) {
    const problem = `judges document ${documentId} for query ${queryId} again`;
    throw new MalformedFileError({ path, line, problem });
  }
  qrels.set(queryId, judgements.set(documentId, Number(grade)));
}

function isGrade(text: string): boolean {
  return /^[+-]?\d+$/.test(text);
}
