import { InvalidRequestError } from '@lb-rerank/core';

/** A file of a collection, run or set of judgements does not hold what it should. */
export class MalformedFileError extends InvalidRequestError {
  readonly path: string;

  /** The line at fault, from 1; undefined where the whole file is. */
  readonly line: number | undefined;

  constructor({
    path,
    line,
    problem,
    cause,
  }: {
    path: string;
    line?: number | undefined;
    problem: string;
    cause?: unknown;
  }) {
    super(line === undefined ? path : `${path}:${line}`, problem);
    this.path = path;
    this.line = line;
    if (cause !== undefined) this.cause = cause;
  }
}
