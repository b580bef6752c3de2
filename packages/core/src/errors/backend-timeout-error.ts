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
    option,
    cause,
  }: {
    url: string;
    timeoutMs?: number | undefined;
    /** The option that sets the limit. */
    option?: string;
    cause?: unknown;
  }) {
    const limit = `no answer within ${timeoutMs} ms${option === undefined ? '' : ` (${option})`}`;
    const remedy = `see the load of what runs the model${option === undefined ? '' : `; a larger ${option} waits longer`}`;
    super(url, timeoutMs === undefined ? 'timed out' : limit, { cause, remedy });
    this.timeoutMs = timeoutMs;
  }

  override get isRetryable(): boolean {
    return true;
  }
}
