import { isRetryableStatus } from './is-retryable-status.ts';
import { RerankError } from './rerank-error.ts';

/** A search engine that did not deliver the candidates; its client's own error is the `cause`. */
export class RetrievalError extends RerankError {
  readonly code = 'retrieval_failed' as const;

  /** The engine's index or collection. */
  readonly source: string;

  /** The HTTP status that the engine answered with; undefined where it gave no answer. */
  readonly status: number | undefined;

  readonly #isRetryable: boolean;

  /** @param isRetryable whether the same request can succeed later. @default what the status says */
  constructor({
    source,
    reason,
    status,
    isRetryable = status !== undefined && isRetryableStatus(status),
    cause,
  }: {
    source: string;
    reason: string;
    status?: number | undefined;
    isRetryable?: boolean | undefined;
    cause?: unknown;
  }) {
    super(`could not retrieve candidates from ${source}: ${reason}`, { cause });
    this.source = source;
    this.status = status;
    this.#isRetryable = isRetryable;
  }

  override get isRetryable(): boolean {
    return this.#isRetryable;
  }
}
