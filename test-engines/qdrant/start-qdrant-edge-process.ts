import { join } from 'node:path';

import getPort from 'get-port';

import { createRunFolder } from '../machinery/process/create-run-folder.ts';
import { engineOfProcess } from '../machinery/engine-of-process.ts';
import type { Engine } from '../machinery/engine.ts';
import { bytecodeCache } from '../python/bytecode-cache.ts';
import { buildPythonEnvironment } from '../python/build-python-environment.ts';
import { startProcess } from '../machinery/process/start-process.ts';
import { identifyQdrant } from './identify-qdrant.ts';

const SOURCE = join(import.meta.dirname, 'edge');

/** Starts Qdrant's engine in a Python process, behind our own REST layer. */
export async function startQdrantEdgeProcess(): Promise<Engine> {
  const python = await buildPythonEnvironment({
    engine: 'qdrant-edge',
    requirements: join(SOURCE, 'requirements.txt'),
    size: '40 MB',
  });
  const runFolder = await createRunFolder('qdrant');
  const port = await getPort();
  const started = startProcess({
    command: python,
    args: [
      join(SOURCE, 'server.py'),
      `--port=${port}`,
      `--storage=${join(runFolder, 'collections')}`,
    ],
    env: {
      PATH: process.env['PATH'],
      HOME: runFolder,
      TMPDIR: runFolder,
      ...bytecodeCache(),
    },
    runFolder,
  });
  return engineOfProcess({
    started,
    url: `http://127.0.0.1:${port}`,
    identify: identifyQdrant,
  });
}
