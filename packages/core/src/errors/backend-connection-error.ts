import { BackendError } from './backend-error.ts';
import { withDoctor } from './remedies.ts';
import { systemCodeOf } from './system-code-of.ts';

/** A connection to the model's server that could not be made, or that broke off. Trying again can help. */
export class BackendConnectionError extends BackendError {
  readonly code = 'backend_connection' as const;

  constructor({ url, cause }: { url: string; cause?: unknown }) {
    const code = systemCodeOf(cause);
    const problem = code === undefined ? 'cannot be reached' : `cannot be reached (${code})`;
    const remedy = withDoctor('see that its server runs, and listens there', url);
    super(url, problem, { cause, remedy });
  }

  override get isRetryable(): boolean {
    return true;
  }
}
