import { printable } from '../text/printable.ts';
import { RerankError } from './rerank-error.ts';

/** The parts of a {@link BackendError} beside the place and the problem. */
export interface BackendErrorDetails {
  readonly cause?: unknown;
  /** The way out, which ends the message; left out where `problem` says it. */
  readonly remedy?: string | undefined;
}

/**
 * A failure of the server or library that runs the model: the base of {@link BackendConnectionError},
 * {@link BackendTimeoutError}, {@link BackendResponseError} and {@link BackendOutputError}.
 */
export abstract class BackendError extends RerankError {
  /** The place where the model runs: a server's base URL, or the path of a model file. */
  readonly url: string;

  /** The problem, without the place and the way out. */
  readonly problem: string;

  /** The way out; undefined where `problem` says it. */
  readonly remedy: string | undefined;

  constructor(url: string, problem: string, { cause, remedy }: BackendErrorDetails = {}) {
    super(`${url}: ${problem}${remedy === undefined ? '' : `; ${remedy}`}`, { cause });
    this.url = url;
    this.problem = printable(problem);
    this.remedy = remedy === undefined ? undefined : printable(remedy);
  }
}
