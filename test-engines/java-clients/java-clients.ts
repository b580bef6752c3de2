import { join } from 'node:path';
import { copyJars } from '../java/copy-jars.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { isBuilt } from '../machinery/cache/is-built.ts';
import { meetAll } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';

/** Of langchain4j's client, as pom.xml has it. */
const VERSION = '1.11.0-beta19';

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
  const pom = join(import.meta.dirname, 'pom.xml');
  return copyJars({ folder, pom, engine: 'java-clients', size: '6 MB' });
}
