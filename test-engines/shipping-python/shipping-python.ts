import { join } from 'node:path';

import { buildPythonEnvironment } from '../python/build-python-environment.ts';

/** The `python` that has the tools which validate what is shipped; the tools themselves lie beside it. */
export async function shippingPython(): Promise<string> {
  return buildPythonEnvironment({
    engine: 'shipping',
    requirements: join(import.meta.dirname, 'requirements.txt'),
    size: '0.2 GB',
  });
}
