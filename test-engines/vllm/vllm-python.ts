import { join } from 'node:path';

import { buildPythonEnvironment } from '../python/build-python-environment.ts';

/** The `python` that has vLLM, transformers and what the mini model's tools import. */
export async function vllmPython(): Promise<string> {
  return buildPythonEnvironment({
    engine: 'vllm',
    requirements: join(import.meta.dirname, 'requirements.txt'),
    size: '4 GB',
  });
}
