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

const HEAP_OPTIONS = ['-Xms512m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** OpenSearch 2 without security, on an empty data folder. */
export function opensearch(): EngineDefinition {
  return {
    name: 'opensearch',
    environmentVariable: 'OPENSEARCH_URL',
    identify: identifyOpensearch,
    startContainer: undefined,
    startProcess: startOpensearchProcess,
  };
}

async function startOpensearchProcess(): Promise<Engine> {
  const [java] = await meetAll([
    requirements.javaDevelopmentKit,
    ...((await isOpensearchInstalled()) ? [] : [requirements.maven]),
  ]);
  const installed = await installOpensearch();
  const runFolder = await createRunFolder('opensearch');
  const port = await getPort();
  reportProgress('opensearch', 'starting');
  const started = startProcess({
    command: join(java, 'bin', 'java'),
    args: [
      ...HEAP_OPTIONS,
      '-cp',
      join(installed, '*'),
      join(import.meta.dirname, 'StartNode.java'),
      join(runFolder, 'node'),
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
