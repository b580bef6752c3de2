import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { isBuilt } from '../machinery/cache/is-built.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { meet } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';
import { runTool } from '../machinery/run-tool.ts';

/** Of the server and its plugins. */
export const OPENSEARCH_VERSION = '2.19.1.0';
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

const folderOfJars = () => cacheFolder(`opensearch-${OPENSEARCH_VERSION}`);

/** Tells whether the jars are there already, so that no Maven is needed. */
export async function isOpensearchInstalled(): Promise<boolean> {
  return isBuilt(folderOfJars());
}

/**
 * A folder with OpenSearch's jars, downloaded once.
 *
 * @throws {MissingRequirementError} where there is no Maven.
 */
export async function installOpensearch(): Promise<string> {
  return buildOnce(folderOfJars(), async (folder) => {
    const maven = await meet(requirements.maven);
    reportProgress('opensearch', 'downloading 53 MB from Maven Central, once');
    const repository = join(folder, 'repository');
    await cp(join(import.meta.dirname, 'pom.xml'), join(folder, 'pom.xml'));
    await runTool(maven, [
      '--batch-mode',
      '--quiet',
      `--file=${join(folder, 'pom.xml')}`,
      // A repository of its own, so that it can go again.
      `-Dmaven.repo.local=${repository}`,
      COPY,
      `-DoutputDirectory=${folder}`,
    ]);
    await rm(repository, { recursive: true });
  });
}
