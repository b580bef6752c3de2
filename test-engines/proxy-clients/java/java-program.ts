import { join } from 'node:path';
import { copyJars } from '../../java/copy-jars.ts';
import { cacheFolder } from '../../machinery/cache/cache-folder.ts';
import { isBuilt } from '../../machinery/cache/is-built.ts';
import { meet, meetAll } from '../../requirements/meet.ts';
import { requirements } from '../../requirements/requirements.ts';

/** Of Elasticsearch's client, as pom.xml has it. */
const VERSION = '9.5.6';

/**
 * A folder with the jars of Elasticsearch's client for Java, downloaded once.
 *
 * @throws {MissingRequirementError} where there is no JDK, or no Maven to download by.
 */
export async function javaClientOfElasticsearch(): Promise<string> {
  const folder = cacheFolder(`java-client-of-elasticsearch-${VERSION}`);
  await meetAll([
    requirements.javaDevelopmentKit,
    ...((await isBuilt(folder)) ? [] : [requirements.maven]),
  ]);
  const pom = join(import.meta.dirname, 'pom.xml');
  return copyJars({ folder, pom, engine: 'java-client-of-elasticsearch', size: '22 MB' });
}

/** Gives the command that runs the program in Java by the jars of `javaClientOfElasticsearch`. */
export async function javaCommand(jars: string): Promise<readonly [string, ...string[]]> {
  const java = join(await meet(requirements.javaDevelopmentKit), 'bin', 'java');
  return [java, '-cp', join(jars, '*'), join(import.meta.dirname, 'AskElasticsearch.java')];
}
