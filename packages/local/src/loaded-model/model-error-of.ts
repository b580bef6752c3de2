import { BackendResponseError, RerankError } from '@lb-rerank/core';
import { getModuleVersion, InsufficientMemoryError, NoBinaryFoundError } from 'node-llama-cpp';
import { ModelFileError } from '../errors/model-file-error.ts';
import { ModelMemoryError } from '../errors/model-memory-error.ts';
import { binaryPackageOf } from './binary-package.ts';

const MEMORY =
  /insufficient|out of memory|failed to allocate|alloc.*failed|failed to create context/i;

/** Makes a typed error of what llama.cpp threw while it loaded a model. @param complaints its own last words. */
export async function modelErrorOf(
  cause: unknown,
  path: string,
  complaints: readonly string[],
): Promise<RerankError> {
  if (cause instanceof RerankError) return cause;
  if (cause instanceof NoBinaryFoundError) {
    return noBinaryError(path, cause);
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

/** Describes an installation without llama.cpp, as `npm install --omit=optional` leaves it. */
async function noBinaryError(path: string, cause: unknown): Promise<BackendResponseError> {
  const { platform, arch } = process;
  const name = binaryPackageOf(platform, arch);
  const otherwise = 'use a vLLM server, which createVllmScorer or `--url` takes';
  return new BackendResponseError({
    url: path,
    problem: `there is no llama.cpp for this system (${platform}, ${arch})`,
    remedy:
      name === undefined
        ? otherwise
        : `\`npm install ${name}@${await getModuleVersion()}\` brings it, which --omit=optional leaves out; or ${otherwise}`,
    cause,
  });
}
