import {
  BackendResponseError,
  ContextLengthError,
  InvalidRequestError,
  RerankError,
} from '@lb-rerank/core';
import { ZodError } from 'zod';
import { GatewayError } from './gateway-error.ts';
import { HTTP_STATUS } from './http-status.ts';
import type { Problem } from './problem.ts';

/** The wait before a backend that is down is tried again: no shorter than its breaker stays open. */
const BACKEND_RETRY_MS = 2000;

/** Describes an error to a caller: its kind and message if the error is ours, and nothing of any other. */
export function problemOf(error: unknown): Problem {
  if (error instanceof GatewayError) {
    const { code, message: reason, callersWords, argument, retryAfterMs } = error;
    const message = callersWords === undefined ? reason : `${reason} ${callersWords}`;
    return { status: HTTP_STATUS[code], code, message, reason, argument, retryAfterMs };
  }
  if (error instanceof ZodError) return problemOfBody(error);
  if (error instanceof RerankError) return problemOfReranking(error);
  const message = 'the gateway failed; its log has the reason under the request id';
  return {
    status: HTTP_STATUS.internal,
    code: 'internal',
    message,
    reason: message,
    argument: undefined,
    retryAfterMs: undefined,
  };
}

function problemOfReranking(error: RerankError): Problem {
  const asked = error instanceof BackendResponseError ? error.retryAfterMs : undefined;
  // Where the backend runs and what it said is the operator's business; the log has it.
  const message = MESSAGES[error.code] ?? error.message;
  return {
    status: HTTP_STATUS[error.code],
    code: error.code,
    message,
    reason: message,
    argument: argumentOf(error),
    retryAfterMs: error.isRetryable ? (asked ?? BACKEND_RETRY_MS) : undefined,
  };
}

function argumentOf(error: RerankError): string | undefined {
  if (error instanceof InvalidRequestError) return error.argument;
  if (!(error instanceof ContextLengthError)) return undefined;
  if (error.part === 'query') return 'query';
  return error.index === undefined ? undefined : `documents[${error.index}]`;
}

const MESSAGES: { readonly [code in RerankError['code']]?: string } = {
  backend_connection: 'the model cannot be reached',
  backend_timeout: 'the model did not answer within the deadline',
  backend_response: 'the model refused to answer',
  backend_output: 'the model answered with something other than a level',
  model_file: 'the model file cannot be used',
  model_memory: 'the model does not fit into memory',
  model_download: 'the model could not be downloaded',
};

/** Describes the first thing wrong with a body; zod's messages never hold the value itself. */
function problemOfBody({ issues: [issue] }: ZodError): Problem {
  const argument = (issue?.path ?? []).reduce<string>(
    (path, key) =>
      typeof key === 'number' ? `${path}[${key}]` : `${path}${path && '.'}${String(key)}`,
    '',
  );
  const message = `${argument || 'body'}: ${issue?.message ?? 'cannot be used'}`;
  return {
    status: HTTP_STATUS.invalid_request,
    code: 'invalid_request',
    message,
    reason: message,
    argument: argument || undefined,
    retryAfterMs: undefined,
  };
}
