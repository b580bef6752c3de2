import { RerankError } from './rerank-error.ts';

/**
 * A failure of the server or library that runs the model: the base of {@link BackendConnectionError},
 * {@link BackendTimeoutError}, {@link BackendResponseError} and {@link BackendOutputError}.
 */
export abstract class BackendError extends RerankError {
  /** The place where the model runs: a server's base URL, or the path of a model file. */
  readonly url: string;

  constructor(url: string, problem: string, cause?: unknown) {
    super(`${url}: ${problem}`, { cause });
    this.url = url;
  }
}
