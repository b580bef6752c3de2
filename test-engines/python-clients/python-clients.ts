import { join } from 'node:path';
import { buildPythonEnvironment } from '../python/build-python-environment.ts';

/** The `python` that has the rerank clients which users of Python have. */
export async function pythonClients(): Promise<string> {
  return buildPythonEnvironment({
    engine: 'python-clients',
    requirements: join(import.meta.dirname, 'requirements.txt'),
    size: '610 MB',
  });
}
