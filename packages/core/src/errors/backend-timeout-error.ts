import { BackendError } from './backend-error.ts';

/**
 * A limit of time that passed before the model answered: of one attempt ({@link resilientScorer}), or `deadlineMs` of a whole
 * ranking, which is then the `error` of a {@link Ranking} and not thrown.
 */
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
