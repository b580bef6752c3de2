import { ModelFileError } from '../errors/model-file-error.ts';

/** Makes the error for a file that holds another model. @param reason how that was seen. */
export function notTheReranker(path: string, reason: string, cause?: unknown): ModelFileError {
  const problem = `is not the LB Reranker: ${reason}; give a GGUF made from lightblue/lb-reranker-0.5B-v1.0`;
  return new ModelFileError({ path, problem, cause });
}
