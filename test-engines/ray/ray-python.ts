import { join } from 'node:path';

import { buildPythonEnvironment } from '../python/build-python-environment.ts';

/** The `python` that has Ray Data beside vLLM, whose packages are linked from uv's own cache. */
export async function rayPython(): Promise<string> {
  return buildPythonEnvironment({
    engine: 'ray',
    requirements: join(import.meta.dirname, 'requirements.txt'),
    size: "0.4 GB beside vLLM's",
  });
}
