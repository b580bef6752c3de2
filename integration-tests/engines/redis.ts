import { createClient } from '@keyv/redis';
import { execa } from 'execa';
import getPort from 'get-port';
import { createRunFolder } from './create-run-folder.ts';
import type { EngineDefinition } from './engine-definition.ts';
import { engineOfProcess } from './engine-of-process.ts';
import type { Engine } from './engine.ts';
import { MissingRequirementError } from './missing-requirement-error.ts';
import { startProcess } from './start-process.ts';

const TIMEOUT_MS = 10_000;
const SERVERS = ['valkey-server', 'redis-server'];

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
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  // Rejections say the same.
  client.on('error', () => {});
  await client.connect();
  try {
    const description = await client.info('server');
    const [, version] = /(?:valkey|redis)_version:(\S+)/.exec(description) ?? [];
    return `Redis ${version}`;
  } finally {
    client.destroy();
  }
}

async function startServer(): Promise<Engine> {
  const command = await installedServer();
  const runFolder = await createRunFolder('redis');
  const port = await getPort();
  const started = startProcess({
    command,
    args: ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', runFolder],
    env: { PATH: process.env['PATH'] },
    runFolder,
  });
  const url = `redis://127.0.0.1:${port}`;
  return engineOfProcess({ started, url, identify, timeoutMs: TIMEOUT_MS });
}

async function installedServer(): Promise<string> {
  for (const command of SERVERS) {
    const { failed } = await execa(command, ['--version'], { reject: false });
    if (!failed) return command;
  }
  throw new MissingRequirementError(
    'neither valkey-server nor redis-server is installed (Debian: redis-server)',
  );
}
