import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import getPort from 'get-port';

import { createRunFolder } from '../machinery/process/create-run-folder.ts';
import { engineOfProcess } from '../machinery/engine-of-process.ts';
import type { Engine } from '../machinery/engine.ts';
import { fetchJson } from '../machinery/fetch-json.ts';
import { startProcess } from '../machinery/process/start-process.ts';
import { installLlamaServer } from './install-llama-server.ts';

/**
 * Starts llama.cpp's own server on a model file.
 *
 * @param contextSize the tokens that each of the `sequences` may have.
 */
export async function startLlamaServer({
  modelPath,
  sequences,
  contextSize,
  threads,
}: {
  modelPath: string;
  sequences: number;
  contextSize: number;
  threads: number;
}): Promise<Engine> {
  const root = join(await installLlamaServer(), 'usr');
  const libraries = join(root, 'lib', await multiarchNameIn(join(root, 'lib')));
  const loader = (await readdir(libraries)).find((name) => name.startsWith('ld-linux'))!;
  const runFolder = await createRunFolder('llama-server');
  const port = await getPort();
  const started = startProcess({
    command: join(libraries, loader),
    args: [
      ['--library-path', `${libraries}:${join(libraries, 'llama')}`],
      [join(root, 'bin', 'llama-server'), '--model', modelPath],
      ['--host', '127.0.0.1', '--port', `${port}`],
      ['--parallel', `${sequences}`, '--ctx-size', `${sequences * contextSize}`],
      ['--threads', `${threads}`],
    ].flat(),
    env: { HOME: runFolder, TMPDIR: runFolder },
    runFolder,
    // It looks for the code of each kind of processor here, too.
    cwd: join(libraries, 'ggml', 'backends0'),
  });
  return engineOfProcess({
    started,
    url: `http://127.0.0.1:${port}`,
    identify: async (url) => {
      await fetchJson(`${url}/health`);
      return "llama.cpp's own server, of Debian";
    },
  });
}

async function multiarchNameIn(folder: string): Promise<string> {
  return (await readdir(folder)).find((name) => name.endsWith('-linux-gnu'))!;
}
