import { RerankError } from './rerank-error.ts';

/** An argument that cannot be used: refused before any request is made, or by a server. */
export class InvalidRequestError extends RerankError {
  readonly code = 'invalid_request' as const;

  /** The name of the argument at fault, such as `query` or `documents[3]`. */
  readonly argument: string;

  /** The message without the argument's name, for those who know the argument by another one. */
  readonly problem: string;

  constructor(argument: string, problem: string, options?: ErrorOptions) {
    super(`${argument} ${problem}`, options);
    this.argument = argument;
    this.problem = problem;
  }
}
