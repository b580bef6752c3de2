import { BackendOutputError } from '../errors/backend-output-error.ts';
import { BackendResponseError } from '../errors/backend-response-error.ts';
import { isRedirect } from './is-redirect.ts';

/** Resolves to undefined if the server does not support the request. Connection errors and overload are still thrown. */
export async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  if (error instanceof BackendOutputError) return true;
  if (!(error instanceof BackendResponseError)) return false;
  const { status = 200 } = error;
  // A wrong key or address is the user's to mend, and an overloaded server may well have the way that it did not answer.
  const isOfTheUser = status === 401 || status === 403 || isRedirect(status);
  return status === 501 || (!error.isRetryable && !isOfTheUser);
}
