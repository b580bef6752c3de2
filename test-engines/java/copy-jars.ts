import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOnce } from '../machinery/cache/build-once.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { runTool } from '../machinery/run-tool.ts';
import { meet } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';

const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

export interface JarsOptions {
  /** The folder of the cache that is to hold them. */
  readonly folder: string;
  /** A project of Maven that names them as its dependencies. */
  readonly pom: string;
  /** For the progress message: whose they are. */
  readonly engine: string;
  /** For the progress message, like "6 MB". */
  readonly size: string;
}

/**
 * A folder with the jars that a project depends on, downloaded once.
 *
 * @throws {MissingRequirementError} where there is no Maven.
 */
export async function copyJars({ folder, pom, engine, size }: JarsOptions): Promise<string> {
  return buildOnce(folder, async (partial) => {
    const maven = await meet(requirements.maven);
    reportProgress(engine, `downloading ${size} from Maven Central, once`);
    const repository = join(partial, 'repository');
    await cp(pom, join(partial, 'pom.xml'));
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
