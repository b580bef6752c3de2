import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOnce } from '../machinery/cache/build-once.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { isBuilt } from '../machinery/cache/is-built.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { runTool } from '../machinery/run-tool.ts';
import { meetAll } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';

/** Of langchain4j's client, as pom.xml has it. */
const VERSION = '1.11.0-beta19';
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/**
 * A folder with the jars of the rerank clients which users of Java have, downloaded once.
 *
 * @throws {MissingRequirementError} where there is no JDK, or no Maven to download by.
 */
export async function javaClients(): Promise<string> {
  const folder = cacheFolder(`java-clients-${VERSION}`);
  await meetAll([
    requirements.javaDevelopmentKit,
    ...((await isBuilt(folder)) ? [] : [requirements.maven]),
  ]);
  return buildOnce(folder, async (partial) => {
    const [maven] = await meetAll([requirements.maven]);
    reportProgress('java-clients', 'downloading 6 MB from Maven Central, once');
    const repository = join(partial, 'repository');
    await cp(join(import.meta.dirname, 'pom.xml'), join(partial, 'pom.xml'));
    await runTool(maven, [
      '--batch-mode',
      '--quiet',
      `--file=${join(partial, 'pom.xml')}`,
      // A repository of its own, so that it can go again.
      `-Dmaven.repo.local=${repository}`,
      COPY,
      `-DoutputDirectory=${partial}`,
    ]);
    await rm(repository, { recursive: true });
  });
}
