import { appendFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { buildOnce } from '../machinery/cache/build-once.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { meet } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';
import { runTool } from '../machinery/run-tool.ts';
import { installOpensearch, OPENSEARCH_VERSION } from './install-opensearch.ts';

const UNPACK = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack';
/** The plugins that the processor `rerank` and its remote models need, by their names on Maven Central. */
const ARTIFACTS = [
  'opensearch-job-scheduler',
  'opensearch-knn',
  'neural-search',
  'opensearch-ml-plugin',
];

/**
 * A folder with the plugins of OpenSearch that rerank through remote models, downloaded once.
 *
 * @throws {MissingRequirementError} where there is no Maven.
 */
export async function installOpensearchPlugins(): Promise<string> {
  const server = await installOpensearch();
  return buildOnce(cacheFolder(`opensearch-plugins-${OPENSEARCH_VERSION}`), async (folder) => {
    const maven = await meet(requirements.maven);
    reportProgress('opensearch', 'downloading 380 MB of plugins once (78 MB are kept)');
    const repository = join(folder, 'repository');
    await mkdir(repository);
    for (const artifact of ARTIFACTS) {
      const options = [
        '--batch-mode',
        '--quiet',
        `-Dmaven.repo.local=${repository}`,
        UNPACK,
        `-Dartifact=org.opensearch.plugin:${artifact}:${OPENSEARCH_VERSION}:zip`,
        `-DoutputDirectory=${join(folder, artifact)}`,
        '-Dmdep.unpack.excludes=onnxruntime_gpu-*.jar',
      ];
      // It leaves marks where it runs.
      await runTool(maven, options, { cwd: repository });
    }
    await rm(repository, { recursive: true });
    // The server has painless on its class path, and not as a plugin; of a key that is there twice the last counts.
    const descriptor = join(folder, 'opensearch-knn', 'plugin-descriptor.properties');
    await appendFile(descriptor, '\nextended.plugins=\n');
    await removeSharedJars(server, join(folder, 'opensearch-ml-plugin'));
  });
}

/** Removes the jars of a plugin that the server brings too, beside which it does not start. */
async function removeSharedJars(server: string, plugin: string): Promise<void> {
  const taken = new Set((await readdir(server)).map(libraryOf));
  const shared = (await readdir(plugin)).filter(
    (name) => name.endsWith('.jar') && taken.has(libraryOf(name)),
  );
  await Promise.all(shared.map((name) => rm(join(plugin, name))));
}

function libraryOf(jar: string): string {
  return jar.replace(/-\d.*$/, '');
}
