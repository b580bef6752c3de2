import { BackendError } from '@lb-rerank/core';

/** A model file that is missing, damaged, or holds another model than the LB Reranker. */
export class ModelFileError extends BackendError {
  readonly code = 'model_file' as const;

  /** @param problem what is wrong, and what to do about it. */
  constructor({ path, problem, cause }: { path: string; problem: string; cause?: unknown }) {
    super(path, problem, { cause });
  }
}
