import { BackendError } from './backend-error.ts';

/** A connection to the model's server that could not be made, or that broke off. Trying again can help. */
export class BackendConnectionError extends BackendError {
  readonly code = 'backend_connection' as const;

  constructor({ url, cause }: { url: string; cause?: unknown }) {
    super(url, 'cannot be reached', cause);
  }

  override get isRetryable(): boolean {
    return true;
  }
}
