import { BackendError } from './backend-error.ts';

/** No connection to the model's server, or one that broke off. */
export class BackendConnectionError extends BackendError {
  readonly code = 'backend_connection' as const;

  constructor({ url, cause }: { url: string; cause?: unknown }) {
    super(url, 'cannot be reached', cause);
  }

  override get isRetryable(): boolean {
    return true;
  }
}
