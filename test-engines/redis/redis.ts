import { createClient } from '@keyv/redis';
import getPort from 'get-port';
import { createRunFolder } from '../machinery/process/create-run-folder.ts';
import type { EngineDefinition } from '../machinery/engine-definition.ts';
import { engineOfProcess } from '../machinery/engine-of-process.ts';
import type { Engine } from '../machinery/engine.ts';
import { meet } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';
import { startProcess } from '../machinery/process/start-process.ts';

const TIMEOUT_MS = 5_000;

/** Valkey or Redis without persistence, whichever the machine has. */
export function redis(): EngineDefinition {
  return {
    name: 'redis',
    environmentVariable: 'REDIS_URL',
    identify,
    startContainer: undefined,
    startProcess: startServer,
  };
}

async function identify(url: string): Promise<string> {
  const client = createClient({
    url,
    // What accepts a connection and says nothing is no Redis either.
    socket: { reconnectStrategy: false, connectTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
  });
  // Rejections say the same.
  client.on('error', () => {});
  await client.connect();
  try {
    const description = await client.info('server');
    const [, version] = /(?:valkey|redis)_version:(\S+)/.exec(description) ?? [];
    if (version === undefined) throw new Error('it is neither Valkey nor Redis');
    return `Redis ${version}`;
  } finally {
    client.destroy();
  }
}

async function startServer(): Promise<Engine> {
  const command = await meet(requirements.redis);
  const runFolder = await createRunFolder('redis');
  const port = await getPort();
  const started = startProcess({
    command,
    args: ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', runFolder],
    env: { PATH: process.env['PATH'] },
    runFolder,
  });
  const url = `redis://127.0.0.1:${port}`;
  return engineOfProcess({ started, url, identify });
}
