import { join } from 'node:path';
import { pythonEnvironment } from '../python/python-environment.ts';

/** The `python` that has the rerank clients which users of Python have. */
export async function pythonClients(): Promise<string> {
  return pythonEnvironment({
    engine: 'python-clients',
    requirements: join(import.meta.dirname, 'requirements.txt'),
    size: '260 MB',
  });
}
