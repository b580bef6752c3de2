import getPort from 'get-port';
import type { EngineDefinition } from '../machinery/engine-definition.ts';
import { engineOfProcess } from '../machinery/engine-of-process.ts';
import type { Engine } from '../machinery/engine.ts';
import { createRunFolder } from '../machinery/process/create-run-folder.ts';
import { startProcess } from '../machinery/process/start-process.ts';
import { installToxiproxy } from './install-toxiproxy.ts';

const TIMEOUT_MS = 5_000;

/** Toxiproxy, which stands between two parts and makes their network bad: see `openLink`. */
export function toxiproxy(): EngineDefinition {
  return {
    name: 'toxiproxy',
    // One elsewhere would not reach the parts that a test starts here.
    environmentVariable: undefined,
    identify,
    startContainer: undefined,
    startProcess: startServer,
  };
}

async function identify(url: string): Promise<string> {
  const response = await fetch(`${url}/version`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await response.text();
  // Built from source it calls itself `git`.
  if (!response.ok || text === '') throw new Error(`${url} is no Toxiproxy`);
  const proxies = await fetch(`${url}/proxies`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!proxies.ok) throw new Error(`${url} is no Toxiproxy`);
  return 'Toxiproxy';
}

async function startServer(): Promise<Engine> {
  const command = await installToxiproxy();
  const runFolder = await createRunFolder('toxiproxy');
  const port = await getPort();
  const started = startProcess({
    command,
    args: ['-host', '127.0.0.1', '-port', `${port}`],
    env: { LOG_LEVEL: 'error' },
    runFolder,
  });
  return engineOfProcess({ started, url: `http://127.0.0.1:${port}`, identify });
}
