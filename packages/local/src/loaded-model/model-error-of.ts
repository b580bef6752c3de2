import { BackendResponseError, RerankError } from '@lb-rerank/core';
import { InsufficientMemoryError, NoBinaryFoundError } from 'node-llama-cpp';
import { ModelFileError } from '../errors/model-file-error.ts';
import { ModelMemoryError } from '../errors/model-memory-error.ts';

const MEMORY =
  /insufficient|out of memory|failed to allocate|alloc.*failed|failed to create context/i;

/** Makes a typed error of what llama.cpp threw while it loaded a model. @param complaints its own last words. */
export function modelErrorOf(
  cause: unknown,
  path: string,
  complaints: readonly string[],
): RerankError {
  if (cause instanceof RerankError) return cause;
  if (cause instanceof NoBinaryFoundError) {
    const problem = 'llama.cpp has no binary for this system; use a vLLM server instead';
    return new BackendResponseError({ url: path, problem, cause });
  }
  const said = [cause instanceof Error ? cause.message : '', ...complaints].join('\n');
  if (cause instanceof InsufficientMemoryError || MEMORY.test(said)) {
    return new ModelMemoryError({ path, cause });
  }
  const reason = complaints.find((line) => /model|tensor|gguf/i.test(line));
  return new ModelFileError({
    path,
    problem: `cannot be loaded${reason === undefined ? '' : ` (${reason})`}; it is incomplete or damaged: get it again`,
    cause,
  });
}
