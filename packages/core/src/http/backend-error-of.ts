import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { BackendConnectionError } from '../errors/backend-connection-error.ts';
import { BackendResponseError } from '../errors/backend-response-error.ts';
import { BackendTimeoutError } from '../errors/backend-timeout-error.ts';
import { ContextLengthError } from '../errors/context-length-error.ts';
import { ASK_A_SCORING_SERVER } from '../errors/remedies.ts';
import { RerankError } from '../errors/rerank-error.ts';
import { isRedirect } from './is-redirect.ts';

/** Makes a typed error of what the OpenAI client threw; our own errors pass as they are. */
export function backendErrorOf(cause: unknown, url: string, timeoutMs?: number): RerankError {
  if (cause instanceof RerankError) return cause;
  if (cause instanceof APIConnectionTimeoutError) {
    return new BackendTimeoutError({ url, timeoutMs, option: 'requestTimeoutMs', cause });
  }
  if (cause instanceof APIConnectionError || isBrokenOff(cause)) {
    return new BackendConnectionError({ url, cause });
  }
  if (cause instanceof APIError) {
    if (isTooLong(cause)) return new ContextLengthError({ cause });
    const status = typeof cause.status === 'number' ? cause.status : undefined;
    const retryAfterMs = retryAfterMsOf(cause);
    const problem = isRedirect(status) ? redirectedTo(cause, url) : undefined;
    return new BackendResponseError({ url, status, retryAfterMs, problem, cause });
  }
  const problem = 'gave an answer that cannot be read';
  return new BackendResponseError({ url, problem, remedy: ASK_A_SCORING_SERVER, cause });
}

function redirectedTo({ headers }: APIError, url: string): string {
  const { origin = 'another address' } = URL.parse(headers?.get('location') ?? '', url) ?? {};
  return `redirects to ${origin}, which is not followed: give the address that answers itself`;
}

/** Tells whether a connection was lost in the middle of a body, which surfaces as fetch's own error. */
function isBrokenOff(cause: unknown): boolean {
  return cause instanceof TypeError && cause.message === 'terminated';
}

function isTooLong({ status, message, param }: APIError): boolean {
  return (
    (status === 400 || status === 413 || status === 422) &&
    (param === 'input_tokens' ||
      hasNoRoomForAnswer({ message, param }) ||
      /context length|context size|too many tokens/i.test(message))
  );
}

/** Tells whether the prompt alone fills the context, which vLLM says of the one token of the answer that it was asked for. */
function hasNoRoomForAnswer({ message, param }: Pick<APIError, 'message' | 'param'>): boolean {
  const isOfAnswer = /^max_(completion_)?tokens$/.test(param ?? '') || /max_tokens/.test(message);
  return isOfAnswer && /\bgot (0|-\d+)\b/.test(message);
}

function retryAfterMsOf({ headers }: APIError): number | undefined {
  const value = headers?.get('retry-after');
  if (value === null || value === undefined) return undefined;
  const waitMs = /^\d+(\.\d+)?$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - serversTimeOf(headers);
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

/** Reads the clock by which a server names a time, in milliseconds; ours may be set otherwise. */
function serversTimeOf(headers: Headers | undefined): number {
  const told = Date.parse(headers?.get('date') ?? '');
  return Number.isNaN(told) ? Date.now() : told;
}
