import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import getPort from 'get-port';

import { createRunFolder } from '../machinery/process/create-run-folder.ts';
import { engineOfProcess } from '../machinery/engine-of-process.ts';
import type { Engine } from '../machinery/engine.ts';
import { fetchJson } from '../machinery/fetch-json.ts';
import { startProcess } from '../machinery/process/start-process.ts';

const CONFIGURATION = join(import.meta.dirname, '..', '..', 'deploy', 'prometheus');

/** Starts Prometheus as `deploy/` sets it up, but with a look every second and other addresses behind its targets. */
export async function startPrometheus(targets: Record<string, string>): Promise<Engine> {
  const runFolder = await createRunFolder('prometheus');
  const port = await getPort();
  const configuration = Object.entries(targets).reduce(
    (text, [target, url]) => text.replace(target, new URL(url).host),
    await readFile(join(CONFIGURATION, 'prometheus.yaml'), 'utf8'),
  );
  await writeFile(
    join(runFolder, 'prometheus.yaml'),
    configuration.replaceAll(/_interval: \d+s/g, '_interval: 1s'),
  );
  await copyFile(join(CONFIGURATION, 'alerts.yaml'), join(runFolder, 'alerts.yaml'));
  const started = startProcess({
    command: 'prometheus',
    args: [
      '--config.file=prometheus.yaml',
      `--storage.tsdb.path=${join(runFolder, 'series')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    env: { PATH: process.env['PATH'], HOME: runFolder },
    runFolder,
  });
  return engineOfProcess({
    started,
    url: `http://127.0.0.1:${port}`,
    identify: async (url) => {
      const { data } = (await fetchJson(`${url}/api/v1/status/buildinfo`)) as {
        data: { version: string };
      };
      return `Prometheus ${data.version}`;
    },
  });
}
