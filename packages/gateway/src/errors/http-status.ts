import type { ProblemCode } from './problem.ts';

/** The HTTP status of each kind of failure. */
export const HTTP_STATUS: Readonly<Record<ProblemCode, number>> = {
  invalid_json: 400,
  unauthorized: 401,
  forbidden: 403,
  too_large: 413,
  unsupported_encoding: 415,
  invalid_request: 422,
  too_many_documents: 422,
  document_too_long: 422,
  context_length: 422,
  quota_exceeded: 429,
  overloaded: 429,
  client_gone: 499,
  internal: 500,
  model_file: 500,
  model_memory: 500,
  model_download: 502,
  retrieval_failed: 502,
  backend_response: 502,
  backend_output: 502,
  backend_connection: 503,
  stopping: 503,
  backend_timeout: 504,
};
