import { cp } from 'node:fs/promises';
import { join } from 'node:path';

import getPort from 'get-port';

import { createRunFolder } from '../machinery/process/create-run-folder.ts';
import type { EngineDefinition } from '../machinery/engine-definition.ts';
import { engineOfProcess } from '../machinery/engine-of-process.ts';
import type { Engine } from '../machinery/engine.ts';
import { identifyOpensearch } from './identify-opensearch.ts';
import { installOpensearch, isOpensearchInstalled } from './install-opensearch.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { meetAll } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';
import { startProcess } from '../machinery/process/start-process.ts';

const JVM_OPTIONS = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/**
 * OpenSearch 2 without security, on an empty data folder.
 *
 * @param plugins a folder of plugins that it is to have, each in a folder of its own.
 */
export function opensearch({ plugins }: { plugins?: string } = {}): EngineDefinition {
  return {
    name: 'opensearch',
    // Nobody knows which plugins a running one has.
    environmentVariable: plugins === undefined ? 'OPENSEARCH_URL' : undefined,
    identify: identifyOpensearch,
    startContainer: undefined,
    startProcess: () => startOpensearchProcess(plugins),
  };
}

async function startOpensearchProcess(plugins: string | undefined): Promise<Engine> {
  const [java] = await meetAll([
    requirements.javaDevelopmentKit,
    ...((await isOpensearchInstalled()) ? [] : [requirements.maven]),
  ]);
  const installed = await installOpensearch();
  const runFolder = await createRunFolder('opensearch');
  const node = join(runFolder, 'node');
  if (plugins !== undefined) {
    await cp(plugins, join(node, 'node_1', 'plugins'), { recursive: true });
  }
  const heap = plugins === undefined ? '512m' : '768m';
  const port = await getPort();
  reportProgress('opensearch', 'starting');
  const started = startProcess({
    command: join(java, 'bin', 'java'),
    args: [
      `-Xms${heap}`,
      `-Xmx${heap}`,
      ...JVM_OPTIONS,
      '-cp',
      join(installed, '*'),
      join(import.meta.dirname, 'StartNode.java'),
      node,
      String(port),
    ],
    env: { PATH: process.env['PATH'], HOME: runFolder },
    runFolder,
  });
  return engineOfProcess({
    started,
    url: `http://127.0.0.1:${port}`,
    identify: identifyOpensearch,
  });
}
