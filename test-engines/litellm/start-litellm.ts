import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import { createRunFolder } from '../machinery/process/create-run-folder.ts';
import { fetchJson } from '../machinery/fetch-json.ts';
import { buildPythonEnvironment } from '../python/build-python-environment.ts';
import { startProcess } from '../machinery/process/start-process.ts';
import { waitUntilHealthy } from '../machinery/process/wait-until-healthy.ts';

/** Starts LiteLLM's proxy before a server that answers `/rerank` as Infinity does. */
export async function startLitellm(backend: string): Promise<{ url: string } & AsyncDisposable> {
  const python = await buildPythonEnvironment({
    engine: 'litellm',
    requirements: join(import.meta.dirname, 'requirements.txt'),
    size: '480 MB',
  });
  const runFolder = await createRunFolder('litellm');
  const config = join(runFolder, 'config.yaml');
  const model = { model: 'infinity/null', api_base: backend, api_key: 'none' };
  await writeFile(
    config,
    JSON.stringify({ model_list: [{ model_name: 'null', litellm_params: model }] }),
  );
  const port = await getPort();
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
