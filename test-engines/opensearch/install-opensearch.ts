import { join } from 'node:path';
import { copyJars } from '../java/copy-jars.ts';
import { cacheFolder } from '../machinery/cache/cache-folder.ts';
import { isBuilt } from '../machinery/cache/is-built.ts';

/** Of the server and its plugins. */
export const OPENSEARCH_VERSION = '2.19.1.0';

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
  const pom = join(import.meta.dirname, 'pom.xml');
  return copyJars({ folder: folderOfJars(), pom, engine: 'opensearch', size: '53 MB' });
}
