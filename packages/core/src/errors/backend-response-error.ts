import { BackendError } from './backend-error.ts';
import { isRetryableStatus } from './is-retryable-status.ts';
import { remedyForStatus } from './remedies.ts';

/** An answer of the model's server that holds no scores: an error status, or a body that cannot be read. */
export class BackendResponseError extends BackendError {
  readonly code = 'backend_response' as const;

  /** The HTTP status; undefined where the body and not the status is at fault. */
  readonly status: number | undefined;

  /** The wait that the server asks for before we try again, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor({
    url,
    status,
    retryAfterMs,
    problem,
    remedy = problem === undefined && status !== undefined
      ? remedyForStatus(status, url)
      : undefined,
    cause,
  }: {
    url: string;
    status?: number | undefined;
    retryAfterMs?: number | undefined;
    problem?: string | undefined;
    /** The way out. @default what the status says, where no problem is given */
    remedy?: string | undefined;
    cause?: unknown;
  }) {
    super(url, problem ?? `answered with HTTP ${status}`, { cause, remedy });
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  override get isRetryable(): boolean {
    return this.status !== undefined && isRetryableStatus(this.status);
  }
}
