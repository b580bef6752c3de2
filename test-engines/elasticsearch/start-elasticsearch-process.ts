import { chown, cp } from 'node:fs/promises';
import { join } from 'node:path';

import getPort from 'get-port';

import { createRunFolder } from '../machinery/process/create-run-folder.ts';
import { engineOfProcess } from '../machinery/engine-of-process.ts';
import type { Engine } from '../machinery/engine.ts';
import { MissingRequirementError } from '../machinery/missing-requirement-error.ts';
import { meetAll } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { runTool } from '../machinery/run-tool.ts';
import { startProcess } from '../machinery/process/start-process.ts';
import { identifyElasticsearch } from './identify-elasticsearch.ts';
import { installElasticsearch, isElasticsearchInstalled } from './install-elasticsearch.ts';
import { writeConfiguration } from './write-configuration.ts';

/** `nobody`, since Elasticsearch refuses to run as root. */
const UNPRIVILEGED = 65_534;
const HEAP_OPTIONS =
  '-Xms512m -Xmx512m -XX:-UseG1GC -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-AlwaysPreTouch';

/** Starts a node on a fresh data folder by the server's Java launcher; its native one is missing from the archive. */
export async function startElasticsearchProcess(license: 'basic' | 'trial'): Promise<Engine> {
  if (process.platform !== 'linux') {
    const problem = 'the server from Maven Central runs on Linux only; set ELASTICSEARCH_URL';
    throw new MissingRequirementError(problem);
  }
  const isRoot = process.getuid?.() === 0;
  const [java] = await meetAll([
    requirements.javaDevelopmentKit,
    ...((await isElasticsearchInstalled()) ? [] : [requirements.maven]),
    ...(isRoot ? [requirements.setpriv] : []),
  ]);
  const installed = await installElasticsearch();
  const runFolder = await createRunFolder('elasticsearch');
  const home = isRoot ? await readableCopy(installed, join(runFolder, 'home')) : installed;
  const port = await getPort();
  await writeConfiguration({ installed, runFolder, port, license });
  if (isRoot) await giveAway(runFolder);

  const executable = join(java, 'bin', 'java');
  const launch = [
    executable,
    '-Xms4m',
    '-Xmx64m',
    '-XX:+UseSerialGC',
    '-cp',
    join(home, 'lib', 'tools', 'server-launcher', '*'),
    'org.elasticsearch.server.launcher.ServerLauncher',
  ];
  const dropPrivileges = [
    'setpriv',
    `--reuid=${UNPRIVILEGED}`,
    `--regid=${UNPRIVILEGED}`,
    '--clear-groups',
  ];
  const [command = executable, ...args] = isRoot ? [...dropPrivileges, ...launch] : launch;
  reportProgress('elasticsearch', 'starting');
  const started = startProcess({
    command,
    args,
    cwd: home,
    runFolder,
    env: {
      PATH: process.env['PATH'],
      HOME: runFolder,
      ES_HOME: home,
      ES_PATH_CONF: join(runFolder, 'config'),
      ES_TMPDIR: join(runFolder, 'tmp'),
      ES_DISTRIBUTION_TYPE: 'zip',
      JAVA_TYPE: 'ES_JAVA_HOME',
      ES_JAVA_HOME: java,
      JAVA: executable,
      ES_JAVA_OPTS: HEAP_OPTIONS,
    },
  });
  return engineOfProcess({
    started,
    url: `http://127.0.0.1:${port}`,
    identify: identifyElasticsearch,
  });
}

/** The cache of root is often closed to others; hard links make it readable at no cost where both share a disk. */
async function readableCopy(source: string, target: string): Promise<string> {
  await runTool('cp', ['--recursive', '--link', source, target]).catch(() =>
    cp(source, target, { recursive: true }),
  );
  return target;
}

async function giveAway(runFolder: string): Promise<void> {
  const folders = ['', 'config', 'data', 'logs', 'tmp'].map((name) => join(runFolder, name));
  await Promise.all(folders.map((folder) => chown(folder, UNPRIVILEGED, UNPRIVILEGED)));
}
