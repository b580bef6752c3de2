import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createRunFolder } from '@lb-rerank/integration-tests/engines/create-run-folder.ts';
import { fetchJson } from '@lb-rerank/integration-tests/engines/fetch-json.ts';
import { pythonEnvironment } from '@lb-rerank/integration-tests/engines/python/python-environment.ts';
import { startProcess } from '@lb-rerank/integration-tests/engines/start-process.ts';
import { waitUntilHealthy } from '@lb-rerank/integration-tests/engines/wait-until-healthy.ts';

const ENGINES = join(import.meta.dirname, '../integration-tests/engines');

/** Starts LiteLLM's proxy before a server that answers `/rerank` as Infinity does. */
export async function startLitellm(backend: string): Promise<{ url: string } & AsyncDisposable> {
  const python = await pythonEnvironment({
    engine: 'litellm',
    requirements: join(ENGINES, 'litellm', 'requirements.txt'),
    size: '480 MB',
  });
  const runFolder = await createRunFolder('litellm');
  const config = join(runFolder, 'config.yaml');
  const model = { model: 'infinity/null', api_base: backend, api_key: 'none' };
  await writeFile(
    config,
    JSON.stringify({ model_list: [{ model_name: 'null', litellm_params: model }] }),
  );
  const port = await freePort();
  const started = startProcess({
    command: join(python, '..', 'litellm'),
    args: ['--config', config, '--host', '127.0.0.1', '--port', `${port}`],
    env: {
      PATH: `${join(python, '..')}:${process.env['PATH']}`,
      HOME: runFolder,
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      LITELLM_LOG: 'ERROR',
      // As the gateway: on a loopback address, nobody needs a key.
      LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY: 'true',
    },
    runFolder,
  });
  const url = `http://127.0.0.1:${port}`;
  await waitUntilHealthy(started, async () => {
    await fetchJson(`${url}/health/liveliness`);
    return 'LiteLLM';
  });
  return { url, [Symbol.asyncDispose]: () => started.stop() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
