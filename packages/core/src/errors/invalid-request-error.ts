import { RerankError } from './rerank-error.ts';

/** The caller's arguments cannot be used; thrown before any request is made. */
export class InvalidRequestError extends RerankError {
  readonly code = 'invalid_request' as const;

  /** The name of the argument at fault, such as `query` or `documents[3]`. */
  readonly argument: string;

  constructor(argument: string, problem: string) {
    super(`${argument} ${problem}`);
    this.argument = argument;
  }
}
