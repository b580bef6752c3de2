import { BackendError } from './backend-error.ts';

/** The model's server did not answer in time. */
export class BackendTimeoutError extends BackendError {
  readonly code = 'backend_timeout' as const;

  readonly timeoutMs: number | undefined;

  constructor({
    url,
    timeoutMs,
    cause,
  }: {
    url: string;
    timeoutMs?: number | undefined;
    cause?: unknown;
  }) {
    super(url, timeoutMs === undefined ? 'timed out' : `no answer within ${timeoutMs} ms`, cause);
    this.timeoutMs = timeoutMs;
  }

  override get isRetryable(): boolean {
    return true;
  }
}
