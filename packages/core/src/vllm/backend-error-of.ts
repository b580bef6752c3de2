import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { BackendConnectionError } from '../errors/backend-connection-error.ts';
import { BackendResponseError } from '../errors/backend-response-error.ts';
import { BackendTimeoutError } from '../errors/backend-timeout-error.ts';
import { ContextLengthError } from '../errors/context-length-error.ts';
import { RerankError } from '../errors/rerank-error.ts';

/** The typed error for what the OpenAI client threw; our own errors pass as they are. */
export function backendErrorOf(cause: unknown, url: string, timeoutMs?: number): RerankError {
  if (cause instanceof RerankError) return cause;
  if (cause instanceof APIConnectionTimeoutError) {
    return new BackendTimeoutError({ url, timeoutMs, cause });
  }
  if (cause instanceof APIConnectionError) return new BackendConnectionError({ url, cause });
  if (cause instanceof APIError) {
    if (
      cause.status === 400 &&
      /context length|input_tokens/.test(`${cause.message}${cause.param}`)
    ) {
      return new ContextLengthError({ cause });
    }
    return new BackendResponseError({ url, status: cause.status as number | undefined, cause });
  }
  return new BackendResponseError({ url, problem: 'gave an answer that cannot be read', cause });
}
