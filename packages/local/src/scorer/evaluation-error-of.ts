import { BackendResponseError, RerankError } from '@lb-rerank/core';

/** The typed error for what llama.cpp threw while it evaluated a prompt. */
export function evaluationErrorOf(cause: unknown, path: string): RerankError {
  if (cause instanceof RerankError) return cause;
  return new BackendResponseError({ url: path, problem: 'llama.cpp failed on a prompt', cause });
}
