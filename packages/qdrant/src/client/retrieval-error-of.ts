import { RetrievalError } from '@lb-rerank/core';

/** The properties that the client's errors are told apart by; most of them are anonymous and hide the reason in their body. */
interface ClientError {
  name?: string;
  message?: string;
  status?: number;
  data?: { status?: { error?: string } };
  cause?: { code?: string };
}

/**
 * Types an error of Qdrant's client by what is behind it.
 *
 * It does not tell the wait after a 429: of `Retry-After` the client keeps the first character only, and fails on a date.
 */
export function retrievalErrorOf(cause: unknown, collection: string): RetrievalError {
  const error = (cause ?? {}) as ClientError;
  const status = statusOf(error);
  return new RetrievalError({
    source: collection,
    reason: reasonOf(error, status),
    status,
    // Without an answer the engine was down, or slower than the client's timeout.
    ...(status === undefined && { isRetryable: isTimeout(error) || isConnectionFailure(error) }),
    cause,
  });
}

function reasonOf(error: ClientError, status: number | undefined): string {
  const reason = error.data?.status?.error;
  if (typeof reason === 'string') return reason;
  if (isTimeout(error)) return "no answer within the client's timeout";
  if (isConnectionFailure(error)) return `no connection (${error.cause?.code ?? 'fetch failed'})`;
  if (status === 429) return 'too many requests';
  if (status !== undefined) return `HTTP status ${status}`;
  // What follows the first line is the body, which may hold documents.
  return error.message?.split('\n', 1)[0] || 'unknown error';
}

function statusOf({ name, message, status }: ClientError): number | undefined {
  if (typeof status === 'number') return status;
  const isTooMany =
    name === 'QdrantClientResourceExhaustedError' ||
    message?.startsWith('Invalid retryAfter value');
  return isTooMany ? 429 : undefined;
}

function isTimeout({ name }: ClientError): boolean {
  return name === 'QdrantClientTimeoutError';
}

function isConnectionFailure({ name, message }: ClientError): boolean {
  return name === 'TypeError' && (message === 'fetch failed' || message === 'terminated');
}
