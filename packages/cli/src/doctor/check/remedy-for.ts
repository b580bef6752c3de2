import {
  BackendConnectionError,
  BackendResponseError,
  type RerankError,
  type RerankErrorCode,
} from '@lb-rerank/core';
import { connectionProblemOf } from './connection-problem.ts';
import { SERVE_THE_MODEL } from './serve-the-model.ts';

const REMEDIES: Partial<Record<RerankErrorCode, string>> = {
  backend_timeout:
    "look at the server's load and log, and at what stands between; a server that is just slow wants a longer --request-timeout-ms",
  backend_output: SERVE_THE_MODEL,
  context_length: 'start the server with a longer --max-model-len',
};

/** Finds the advice for an error of a backend; undefined if its message says that already. */
export function remedyFor(error: RerankError): string | undefined {
  if (error instanceof BackendConnectionError) return connectionProblemOf(error).remedy;
  if (!(error instanceof BackendResponseError)) return REMEDIES[error.code];
  if (error.status === 401 || error.status === 403) {
    return 'put the key that the server was started with into LB_RERANK_API_KEY';
  }
  if (error.isRetryable && error.status !== 501)
    return 'the server is overloaded or failing: look at its log, and try again';
  return 'see that an OpenAI-compatible server answers at that address, and not a proxy or something else';
}
